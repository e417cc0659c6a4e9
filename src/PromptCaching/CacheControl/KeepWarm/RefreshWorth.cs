using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>Says whether reading a prefix now, for nothing but its lifetime, is expected to pay.</summary>
/// <remarks>
/// A refresh costs a read of all its tokens. It saves a write less a read of the tokens that nothing else keeps, if the next use comes after the
/// entry would have ended and before it ends then. One refresh may pay only together with those after it, so the best number of them is taken.
/// </remarks>
internal static class RefreshWorth
{
    /// <summary>However the odds stand, what nobody asked for after so many refreshes is left alone.</summary>
    public const int MostIdle = 12;

    /// <summary>The part of the lifetime after which an entry is read: late enough to need few calls, early enough for one that has to wait.</summary>
    public const double DueShare = 0.9;

    private const double WriteFiveMinutes = 1.25;
    private const double WriteOneHour = 2;

    /// <summary>What writing a token costs, in plain input tokens.</summary>
    public static double WriteRate(TimeSpan lifetime) => lifetime == EntryLifetime.OneHour ? WriteOneHour : WriteFiveMinutes;

    /// <param name="odds">When the next use may come.</param>
    /// <param name="prefix">What is at stake.</param>
    /// <param name="pause">The time since the last use.</param>
    /// <param name="left">The time until the entry ends.</param>
    /// <param name="refreshes">How many refreshes are still allowed.</param>
    /// <returns>The saving of the best number of refreshes from now on, in plain input tokens; zero when none pays.</returns>
    public static double Of(PauseOdds odds, RefreshStake prefix, TimeSpan pause, TimeSpan left, int refreshes)
    {
        var isOpen = odds.Beyond(pause);
        var saving = (WriteRate(prefix.Lifetime) - prefix.ReadRate) * prefix.Gain;
        var cost = prefix.ReadRate * prefix.Tokens;
        var (best, sum) = (0.0, 0.0);
        var (at, end) = (pause, pause + left);
        for (var refresh = 0; refresh < refreshes; refresh++)
        {
            var until = at + prefix.Lifetime;
            sum += (saving * (odds.Within(until) - odds.Within(end))) - (cost * odds.Beyond(at));
            best = Math.Max(best, sum / isOpen);
            (at, end) = (at + (DueShare * prefix.Lifetime), until);
        }

        return best;
    }
}

/// <summary>What a refresh is about.</summary>
/// <param name="Tokens">The tokens that it reads.</param>
/// <param name="Gain">Those of them that would have to be written again without it.</param>
/// <param name="ReadRate">What a read token costs, in plain input tokens.</param>
/// <param name="Lifetime">How long the entry lasts.</param>
internal readonly record struct RefreshStake(double Tokens, double Gain, double ReadRate, TimeSpan Lifetime);
