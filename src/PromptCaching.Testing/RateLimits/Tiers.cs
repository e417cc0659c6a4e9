namespace PromptCaching.Testing.RateLimits;

/// <summary>The published tiers differ in their figures only.</summary>
internal static class Tiers
{
    public static EmulatedRateLimits Of(
        EmulatedModelLimits most,
        EmulatedModelLimits largest,
        EmulatedModelLimits haiku35,
        (int CountTokens, int Batches, int BatchQueue, decimal SpendCap) rest) => new()
        {
            Models = most,
            Classes = new Dictionary<string, EmulatedModelLimits>
            {
                ["fable-5"] = largest,
                ["mythos-5"] = largest,
                ["haiku-3-5"] = haiku35 with { CachedReadsCount = true },
            },
            CountTokensPerMinute = rest.CountTokens,
            BatchRequestsPerMinute = rest.Batches,
            BatchQueue = rest.BatchQueue,
            MonthlySpendCapUsd = rest.SpendCap,
        };
}
