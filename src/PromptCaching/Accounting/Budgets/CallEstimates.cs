using System.Collections.Concurrent;
using PromptCaching.Bodies;

namespace PromptCaching.Accounting;

/// <summary>Estimates calls before they are sent, and learns from what they came to.</summary>
internal sealed class CallEstimates(Func<ModelCatalog> catalog, TimeProvider time)
{
    private const int BytesOfAToken = 4;
    private const int HighestFactor = 2;
    private const decimal PerMillion = 1_000_000m;
    private readonly ConcurrentDictionary<string, SpendingHabits> _habits = new(StringComparer.Ordinal);

    /// <returns><see langword="null"/> where model or prices are not known.</returns>
    public CallEstimate? Of(RequestOutline? request, int bytes)
    {
        if (request?.Model is not { } model || PricesOf(request, bytes) is not { Input: { } plain, Output: { } output } prices)
        {
            return null;
        }

        var tokens = bytes / BytesOfAToken;
        var habits = _habits.GetValueOrDefault(model, SpendingHabits.None);
        var highest = (HighestFactor * tokens * Math.Max(plain, prices.CacheWrite1h ?? plain) / PerMillion) + (request.MaximumTokens * output / PerMillion);
        var expectedOutput = habits.OutputOf(request.MaximumTokens);
        var expected = (((tokens * plain) * (decimal)habits.ShareOfInput) + ((decimal)expectedOutput * output)) / PerMillion;
        return new CallEstimate
        {
            Model = model,
            InputTokens = tokens,
            OutputTokens = expectedOutput,
            ExpectedCost = Math.Min(expected, highest),
            HighestCost = highest,
            Variance = habits.VarianceOf(highest),
        };
    }

    /// <summary>Takes note of what an estimated call came to.</summary>
    public void Learn(CallEstimate? estimate, UsageEntry attempt)
    {
        if (attempt is not { Knowledge: UsageKnowledge.Known, Error: null, Usage: { } usage, Cost: { } cost } || estimate is not { InputTokens: > 0 }
            || catalog().Find(estimate.Model)?.PricesFor(Today, estimate.InputTokens) is not { Input: { } plain and > 0, Output: { } output })
        {
            return;
        }

        var input = (cost - (usage.Output * output / PerMillion)) / (estimate.InputTokens * plain / PerMillion);
        _habits.AddOrUpdate(
            estimate.Model,
            static (_, seen) => SpendingHabits.None.With(seen.Output, seen.Input, seen.Error),
            static (_, habits, seen) => habits.With(seen.Output, seen.Input, seen.Error),
            (usage.Output, Input: Math.Max(0, (double)input), Error: (double)(cost - estimate.ExpectedCost)));
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private ModelPrices? PricesOf(RequestOutline request, int bytes)
    {
        var entry = catalog().Find(request.Model);
        return request.IsFast ? entry?.FastPrices : entry?.PricesFor(Today, bytes / BytesOfAToken);
    }
}
