using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore.Management;

/// <summary>The ledger in the words of the statistics endpoint. A request is an attempt that left, a hit or a join; costs are in USD, where known.</summary>
internal sealed record UsageStatistics
{
    /// <summary>Gets how many requests there were.</summary>
    public long TotalRequests { get; init; }

    /// <summary>Gets the tokens of prompts: plain, written to the prompt cache and read from it.</summary>
    public long TotalInputTokens { get; init; }

    /// <summary>Gets the tokens of answers.</summary>
    public long TotalOutputTokens { get; init; }

    /// <summary>Gets the sum of both.</summary>
    public long TotalTokens { get; init; }

    /// <summary>Gets the cost; null when nothing of it is known.</summary>
    public decimal? TotalCost { get; init; }

    /// <summary>Gets the cost of a request on average; 0 when there was none, null when nothing is known.</summary>
    public decimal? AverageCostPerRequest { get; init; }

    /// <summary>Gets whether the cost is all there is; else it is at least this.</summary>
    public bool IsExact { get; init; }

    /// <summary>Gets the requests whose tokens are known but whose price is not.</summary>
    public long Unpriced { get; init; }

    /// <summary>Gets the requests of which a part is known.</summary>
    public long PartlyKnown { get; init; }

    /// <summary>Gets the requests that may have been billed and of which nothing is known.</summary>
    public long Unknown { get; init; }

    /// <summary>Gets the requests by model.</summary>
    public required IReadOnlyDictionary<string, long> RequestsByModel { get; init; }

    /// <summary>Gets the cost by model; null where nothing of it is known.</summary>
    public required IReadOnlyDictionary<string, decimal?> CostByModel { get; init; }

    /// <summary>Gets the cost by scope; empty is the name of calls that named none.</summary>
    public required IReadOnlyDictionary<string, decimal?> CostByScope { get; init; }

    /// <summary>Gets the cost by tag; a call with two tags is in both.</summary>
    public required IReadOnlyDictionary<string, decimal?> CostByTag { get; init; }

    public static UsageStatistics Of(UsageTotals total, IClaudeUsage usage) => Of(total, usage.ByModel, usage.ByScope, usage.ByTag);

    public static UsageStatistics Of(
        UsageTotals total,
        IReadOnlyDictionary<string, UsageTotals> byModel,
        IReadOnlyDictionary<string, UsageTotals> byScope,
        IReadOnlyDictionary<string, UsageTotals> byTag) => new()
    {
        TotalRequests = RequestsOf(total),
        TotalInputTokens = total.Usage.TotalInput,
        TotalOutputTokens = total.Usage.Output,
        TotalTokens = total.Usage.TotalInput + total.Usage.Output,
        TotalCost = CostOf(total),
        IsExact = total.IsExact,
        Unpriced = total.Unpriced,
        PartlyKnown = total.PartlyKnown,
        Unknown = total.Unknown,
        AverageCostPerRequest = RequestsOf(total) == 0 ? 0 : CostOf(total) / RequestsOf(total),
        RequestsByModel = byModel.ToDictionary(static model => model.Key, static model => RequestsOf(model.Value), StringComparer.Ordinal),
        CostByModel = CostBy(byModel),
        CostByScope = CostBy(byScope),
        CostByTag = CostBy(byTag),
    };

    private static Dictionary<string, decimal?> CostBy(IEnumerable<KeyValuePair<string, UsageTotals>> totals) =>
        totals.ToDictionary(static one => one.Key, static one => CostOf(one.Value), StringComparer.Ordinal);

    /// <summary>Unknown cost is not zero cost.</summary>
    private static decimal? CostOf(UsageTotals totals) => totals is { Cost: 0m, IsExact: false } ? null : totals.Cost;

    private static long RequestsOf(UsageTotals totals) => totals.Attempts + totals.Hits + totals.Joins;
}
