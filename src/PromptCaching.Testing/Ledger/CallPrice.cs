using PromptCaching.Accounting;

namespace PromptCaching.Testing.Ledger;

/// <summary>What a call costs by the price list, in USD; null when a price that it needs is not known.</summary>
internal static class CallPrice
{
    private const decimal PerMillion = 1_000_000m;
    private const decimal Batch = 0.5m;
    private const decimal InsideUnitedStates = 1.1m;

    public static decimal? Of(EmulatedUsage usage, ModelPrices? prices, bool isBatch, string inferenceGeo)
    {
        var sum = Part(usage.InputTokens, prices?.Input)
            + Part(usage.Written5mTokens, prices?.CacheWrite5m)
            + Part(usage.Written1hTokens, prices?.CacheWrite1h)
            + Part(usage.ReadTokens, prices?.CacheRead)
            + Part(usage.OutputTokens, prices?.Output);
        return sum / PerMillion * (isBatch ? Batch : 1m) * (inferenceGeo == "us" ? InsideUnitedStates : 1m);
    }

    private static decimal? Part(int tokens, decimal? price) => tokens == 0 ? 0m : tokens * price;
}
