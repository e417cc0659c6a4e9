using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Management;

/// <summary>How much the caches spare, between 0 and 1; unknown while there is nothing to judge by.</summary>
/// <param name="PromptCache">The share of prompt tokens that were read from the prompt cache.</param>
/// <param name="ResponseCache">The share of answers that no call to the API was made for: hits and joins.</param>
internal sealed record HitRates(double? PromptCache, double? ResponseCache)
{
    public static HitRates Of(UsageTotals totals) =>
        new(Share(totals.Usage.CacheRead, totals.Usage.TotalInput), Share(totals.Hits + totals.Joins, totals.Answers));

    private static double? Share(long part, long whole) => whole > 0 ? (double)part / whole : null;
}
