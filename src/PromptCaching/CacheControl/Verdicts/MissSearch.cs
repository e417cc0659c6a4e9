using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Looks for what stood in the way of reading what earlier requests had left.</summary>
internal static class MissSearch
{
    /// <summary>From a marker the API looks back 20 places, its own being the first.</summary>
    private const int Window = 20;

    /// <summary>Estimates are rough: what was read counts as less than what was there only when it is less than half of it.</summary>
    private const double Share = 0.5;

    /// <param name="now">The request that is judged.</param>
    /// <param name="earlier">The requests before it.</param>
    /// <param name="minTokens">The shortest prefix that the model caches.</param>
    /// <param name="readTokens">What was read, in estimated tokens.</param>
    /// <returns><see langword="null"/> when nothing was there to be read, or it was read.</returns>
    public static MissFinding? Find(RecentRequest now, IReadOnlyList<EarlierRequest> earlier, double minTokens, double readTokens)
    {
        var relatives = earlier.Select(one => Relative.Of(one, now)).ToList();
        if (Relative.Nearest(relatives) is not { } nearest)
        {
            return null;
        }

        var entries = nearest.Earlier.Request.Entries.Where(entry => entry.Tokens >= minTokens).ToList();
        if (nearest.Difference is { } difference && entries.Exists(entry => IsLost(nearest, difference, entry)))
        {
            return new MissFinding(difference.Kind) { Difference = difference };
        }

        var left = entries.FindLastIndex(entry => entry.Step < nearest.CommonSteps);
        return left >= 0 && readTokens < entries[left].Tokens * Share ? FateOf(entries[left], now, relatives) : null;
    }

    /// <summary>Other conversations say other things; between them only what stands before the messages is missed.</summary>
    private static bool IsLost(Relative nearest, RequestDifference difference, SentEntry entry) =>
        entry.Step >= difference.Step
        && (nearest.Kinship != Kinship.SameApplication
            || (difference.Kind != CacheMissKind.MessageChanged && entry.Step < nearest.Earlier.Request.HeadLength));

    private static MissFinding FateOf(SentEntry entry, RecentRequest now, List<Relative> relatives)
    {
        var users = relatives.Where(relative => relative.CommonSteps > entry.Step).ToList();
        var readable = users.Where(static relative => relative.Earlier.HadBegun).ToList();
        if (readable.Count == 0)
        {
            return new MissFinding(CacheMissKind.BeingWritten) { Step = entry.Step };
        }

        var isOneHour = readable.Exists(relative => relative.Earlier.Request.Entries.Any(other => other.Step == entry.Step && other.IsOneHour));
        var idle = now.At - readable.Max(static relative => relative.Earlier.Request.At);
        var lifetime = EntryLifetime.Of(isOneHour);
        if (idle >= lifetime)
        {
            return new MissFinding(CacheMissKind.Expired) { Step = entry.Step, Idle = idle, TimeToLive = lifetime };
        }

        var distance = now.Entries.Where(marker => marker.Step >= entry.Step).Select(marker => marker.Place - entry.Place).DefaultIfEmpty(-1).Min();
        return distance < 0 ? new MissFinding(CacheMissKind.NotMarked) { Step = entry.Step }
            : distance >= Window ? new MissFinding(CacheMissKind.OutOfWindow) { Step = entry.Step, Amount = distance + 1 - Window }
            : Unknown(entry, now, readable);
    }

    /// <summary>The set of betas may change how a prompt is rendered; it is the last suspect because it need not.</summary>
    private static MissFinding Unknown(SentEntry entry, RecentRequest now, List<Relative> readable) =>
        readable[^1].Earlier.Request.Betas == now.Betas
            ? new MissFinding(CacheMissKind.Unexplained) { Step = entry.Step }
            : new MissFinding(CacheMissKind.ParameterChanged)
            {
                Difference = new RequestDifference(CacheMissKind.ParameterChanged, 0) { Parameter = "anthropic-beta" },
            };
}
