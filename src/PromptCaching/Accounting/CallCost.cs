using PromptCaching.Bodies;

namespace PromptCaching.Accounting;

/// <summary>What an answer's counters amount to, in tokens and USD. What cannot be known is null.</summary>
internal sealed record CallCost(TokenUsage? Usage, decimal? Cost, decimal? CostWithoutCaching)
{
    private const decimal PerMillion = 1_000_000m;
    private const decimal Batch = 0.5m;
    private const decimal InsideUnitedStates = 1.1m;
    private const decimal WebSearch = 0.01m;

    private static CallCost Unknown { get; } = new(null, null, null);

    /// <summary>Prices an answer.</summary>
    /// <param name="answer">The answer; one that was cut is unknown, if its last counters never came.</param>
    /// <param name="catalog">The prices.</param>
    /// <param name="day">The day (UTC) of the call.</param>
    public static CallCost Of(AnswerOutline answer, ModelCatalog catalog, DateOnly day) =>
        answer.IsComplete || HasLastCounters(answer) ? OfWhatIsKnown(answer, catalog, day) : Unknown;

    /// <summary>Prices what an answer told of itself: of a cut one its prompt, and an output that is at least what was told.</summary>
    public static CallCost OfWhatIsKnown(AnswerOutline answer, ModelCatalog catalog, DateOnly day)
    {
        if (!answer.HasUsage)
        {
            return Unknown;
        }

        // Where the API lists the model calls behind an answer, the top-level counters leave some of them out.
        var parts = answer.Usage.Iterations is { Count: > 0 } iterations
            ? iterations.Select(iteration => OfOne(iteration.Usage, iteration.Model ?? answer.Model, answer.Usage, catalog, day)).ToArray()
            : [OfOne(answer.Usage, answer.Model, answer.Usage, catalog, day)];
        var sum = parts.Aggregate(Add);
        return sum.Usage is null ? Unknown : AddSearches(sum, answer.Usage.WebSearchRequests ?? 0);
    }

    /// <summary>The stop reason stands beside the totals in a stream's <c>message_delta</c>; in its start it is null.</summary>
    private static bool HasLastCounters(AnswerOutline answer) => answer is { StopReason: not null, IsMalformed: false };

    private static CallCost OfOne(AnswerUsage usage, string? model, AnswerUsage whole, ModelCatalog catalog, DateOnly day)
    {
        if (TokenUsages.Of(usage) is not { } tokens)
        {
            return Unknown;
        }

        var entry = catalog.Find(model);
        var prices = whole.Speed == "fast" ? entry?.FastPrices : entry?.PricesFor(day, tokens.TotalInput);
        var factor = (whole.ServiceTier == "batch" ? Batch : 1m) * (whole.InferenceGeo == "us" ? InsideUnitedStates : 1m);
        var output = Price(tokens.Output, prices?.Output);
        var cost = Price(tokens.Input, prices?.Input)
            + Price(tokens.CacheWrite5m, prices?.CacheWrite5m)
            + Price(tokens.CacheWrite1h, prices?.CacheWrite1h)
            + Price(tokens.CacheRead, prices?.CacheRead)
            + output;
        return new CallCost(tokens, cost * factor, (Price(tokens.TotalInput, prices?.Input) + output) * factor);
    }

    private static decimal? Price(long tokens, decimal? perMillion) => tokens == 0 ? 0m : tokens * perMillion / PerMillion;

    private static CallCost Add(CallCost left, CallCost right) => new(
        TokenUsages.Add(left.Usage, right.Usage),
        left.Cost + right.Cost,
        left.CostWithoutCaching + right.CostWithoutCaching);

    private static CallCost AddSearches(CallCost cost, long searches) => cost with
    {
        Usage = cost.Usage! with { WebSearches = searches },
        Cost = cost.Cost + (searches * WebSearch),
        CostWithoutCaching = cost.CostWithoutCaching + (searches * WebSearch),
    };
}
