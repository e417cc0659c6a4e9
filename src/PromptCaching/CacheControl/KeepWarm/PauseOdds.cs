using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>How likely the next use comes within a given pause: how many do, the ledger says; when, the prefix's own long pauses.</summary>
/// <remarks>
/// The ledger knows shares within five minutes, within the hour, and ever. Between these they are spread as pauses of people and programs
/// are, each doubling alike, and pulled to where this prefix's own pauses were.
/// </remarks>
/// <param name="odds">What the ledger says.</param>
/// <param name="pauses">The latest pauses of this prefix that an entry did not outlast by itself.</param>
internal sealed class PauseOdds(ReuseOdds odds, IReadOnlyCollection<TimeSpan> pauses)
{
    /// <summary>Whoever came back every time so far leaves some day; without this nobody who is late is ever given up.</summary>
    private const double MostCertain = 0.9;

    /// <summary>The weight of the general spread, in pauses.</summary>
    private const double WeightOfSpread = 0.5;

    /// <summary>What has not come back by then counts as lost.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Gets the probability that the next use comes within a pause.</summary>
    public double Within(TimeSpan pause)
    {
        var ever = Math.Min(odds.Ever, MostCertain);
        var hour = Math.Min(odds.WithinOneHour, ever);
        var five = Math.Min(odds.WithinFiveMinutes, hour);
        return (five * Math.Min(1, pause / EntryLifetime.FiveMinutes))
            + ((hour - five) * Share(pause, EntryLifetime.FiveMinutes, EntryLifetime.OneHour))
            + ((ever - hour) * Share(pause, EntryLifetime.OneHour, Longest));
    }

    /// <summary>Gets the probability that the next use has not come by then.</summary>
    public double Beyond(TimeSpan pause) => 1 - Within(pause);

    /// <summary>Of the uses that come between two times, the share that has come by a pause.</summary>
    private double Share(TimeSpan pause, TimeSpan from, TimeSpan to)
    {
        if (pause <= from)
        {
            return 0;
        }

        var spread = Math.Min(1, Math.Log(pause / from) / Math.Log(to / from));
        var own = pauses.Count(seen => seen > from && seen <= to);
        var come = pauses.Count(seen => seen > from && seen <= to && seen <= pause);
        return (come + (WeightOfSpread * spread)) / (own + WeightOfSpread);
    }
}
