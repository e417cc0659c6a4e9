using PromptCaching.Accounting;

namespace PromptCaching.Redis.Accounting;

/// <summary>Sums as whole numbers, which a server adds up exactly: an amount is nano-dollars, and the rest in billionths of one.</summary>
internal static class UsageParts
{
    /// <summary>How many parts there are; the script counts them, too.</summary>
    public const int Count = 20;

    private const int Counters = 14;
    private const decimal Billion = 1_000_000_000m;

    /// <summary>Up to here the script's numbers are exact, differences of two included.</summary>
    private const long Most = 4_500_000_000_000_000;

    public static long[] Of(UsageTotals totals) =>
    [
        .. Counts(totals).Select(static count => Math.Clamp(count, 0, Most)),
        .. Split(totals.Cost), .. Split(totals.SavedByPromptCache), .. Split(totals.SavedByResponseCache),
    ];

    public static UsageTotals Join(long[] parts) => new()
    {
        Attempts = parts[0],
        Hits = parts[1],
        Joins = parts[2],
        Failures = parts[3],
        PartlyKnown = parts[4],
        Unknown = parts[5],
        Unpriced = parts[6],
        Usage = new TokenUsage
        {
            Input = parts[7],
            CacheWrite5m = parts[8],
            CacheWrite1h = parts[9],
            CacheRead = parts[10],
            Output = parts[11],
            Thinking = parts[12],
            WebSearches = parts[13],
        },
        Cost = Amount(parts, Counters),
        SavedByPromptCache = Amount(parts, Counters + 2),
        SavedByResponseCache = Amount(parts, Counters + 4),
    };

    private static long[] Counts(UsageTotals totals) =>
    [
        totals.Attempts, totals.Hits, totals.Joins, totals.Failures, totals.PartlyKnown, totals.Unknown, totals.Unpriced,
        totals.Usage.Input, totals.Usage.CacheWrite5m, totals.Usage.CacheWrite1h, totals.Usage.CacheRead, totals.Usage.Output,
        totals.Usage.Thinking, totals.Usage.WebSearches,
    ];

    private static long[] Split(decimal usd)
    {
        var nanos = decimal.Floor(Math.Clamp(usd, -Most / Billion, Most / Billion) * Billion);
        return [(long)nanos, (long)decimal.Truncate(Math.Clamp((usd * Billion) - nanos, 0m, 1m) * Billion)];
    }

    private static decimal Amount(long[] parts, int at) => (parts[at] / Billion) + (parts[at + 1] / Billion / Billion);
}
