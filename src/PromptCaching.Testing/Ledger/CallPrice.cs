using PromptCaching.Accounting;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Ledger;

/// <summary>What a call costs by the price list, in USD; null when a price that it needs is not known.</summary>
internal sealed class CallPrice(ModelCatalog catalog)
{
    private const decimal PerMillion = 1_000_000m;
    private const decimal Batch = 0.5m;
    private const decimal InsideUnitedStates = 1.1m;

    public decimal? Of(EmulatedUsage? usage, IncomingCall call)
    {
        if (usage is null || call.Json is not { } body)
        {
            return null;
        }

        // The catalog has no prices of fast mode, and the library guesses none either.
        var model = body.GetText("speed") == "fast" ? null : body.GetText("model");
        var prices = catalog.Find(model)?.PricesFor(DateOnly.FromDateTime(call.StartedAt.UtcDateTime), usage.PromptTokens);
        var sum = Part(usage.InputTokens, prices?.Input)
            + Part(usage.Written5mTokens, prices?.CacheWrite5m)
            + Part(usage.Written1hTokens, prices?.CacheWrite1h)
            + Part(usage.ReadTokens, prices?.CacheRead)
            + Part(usage.OutputTokens, prices?.Output);
        return sum / PerMillion * (call.IsBatchItem ? Batch : 1m) * (body.GetText("inference_geo") == "us" ? InsideUnitedStates : 1m);
    }

    private static decimal? Part(int tokens, decimal? price) => tokens == 0 ? 0m : tokens * price;
}
