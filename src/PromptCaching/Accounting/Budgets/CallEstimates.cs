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
        var highest = (HighestFactor * tokens * Math.Max(plain, prices.CacheWrite1h ?? plain) / PerMillion) + (request.MaxTokens * output / PerMillion);
        var expectedOutput = habits.OutputOf(request.MaxTokens);
        decimal CostOf(double share, double answer) => ((tokens * plain * (decimal)share) + ((decimal)answer * output)) / PerMillion;
        return new CallEstimate
        {
            Model = model,
            InputTokens = tokens,
            OutputTokens = expectedOutput,
            ExpectedCost = Math.Min(CostOf(habits.ShareOfInput, expectedOutput), highest),
            HighestCost = highest,
            Variance = habits.VarianceOf(highest),
            SeenCost = Math.Min(CostOf(habits.SeenShareOfInput, habits.SeenOutput), highest),
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

    /// <summary>
    /// Takes note of what an attempt of an earlier process came to. What it was estimated at is not known any more: its prompt stands for the estimate of
    /// it, and what was seen before it for the cost to expect.
    /// </summary>
    public void Learn(UsageEntry attempt)
    {
        if (attempt is { Source: CallSource.Api, IsKeepWarm: false, Model: { } model, Usage: { } usage, Cost: { } cost })
        {
            var known = _habits.GetValueOrDefault(model, SpendingHabits.None);
            var prices = catalog().Find(model)?.PricesFor(Today, usage.TotalInput);
            var seen = ((usage.TotalInput * (prices?.Input ?? 0) * (decimal)known.SeenShareOfInput)
                + ((decimal)known.SeenOutput * (prices?.Output ?? 0))) / PerMillion;
            Learn(new CallEstimate { Model = model, InputTokens = usage.TotalInput, ExpectedCost = seen > 0 ? seen : cost }, attempt);
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private ModelPrices? PricesOf(RequestOutline request, int bytes)
    {
        var entry = catalog().Find(request.Model);
        return request.IsFast ? entry?.FastPrices : entry?.PricesFor(Today, bytes / BytesOfAToken);
    }
}
