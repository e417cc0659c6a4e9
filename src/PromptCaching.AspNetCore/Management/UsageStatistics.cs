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

    /// <summary>Gets the cost.</summary>
    public decimal TotalCost { get; init; }

    /// <summary>Gets the cost of a request on average; 0 when there was none.</summary>
    public decimal AverageCostPerRequest { get; init; }

    /// <summary>Gets the requests by model.</summary>
    public required IReadOnlyDictionary<string, long> RequestsByModel { get; init; }

    /// <summary>Gets the cost by model.</summary>
    public required IReadOnlyDictionary<string, decimal> CostByModel { get; init; }

    public static UsageStatistics Of(UsageTotals total, IReadOnlyDictionary<string, UsageTotals> byModel) => new()
    {
        TotalRequests = RequestsOf(total),
        TotalInputTokens = total.Usage.TotalInput,
        TotalOutputTokens = total.Usage.Output,
        TotalTokens = total.Usage.TotalInput + total.Usage.Output,
        TotalCost = total.Cost,
        AverageCostPerRequest = RequestsOf(total) == 0 ? 0 : total.Cost / RequestsOf(total),
        RequestsByModel = byModel.ToDictionary(static model => model.Key, static model => RequestsOf(model.Value), StringComparer.Ordinal),
        CostByModel = byModel.ToDictionary(static model => model.Key, static model => model.Value.Cost, StringComparer.Ordinal),
    };

    private static long RequestsOf(UsageTotals totals) => totals.Attempts + totals.Hits + totals.Joins;
}
