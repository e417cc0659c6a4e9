using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Management;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.RateLimiting;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>What a snapshot is made from.</summary>
internal sealed record DashboardInputs(
    string Client,
    UsageTotals Total,
    IReadOnlyDictionary<string, UsageTotals> ByModel,
    IReadOnlyList<BudgetStatus> Budgets,
    IReadOnlyList<QuotaStatus> Quota,
    TrafficPicture Traffic,
    IReadOnlyList<CacheRegionStatistics> Regions)
{
    private const int MostModels = 8;

    /// <summary>Gets the sums by scope.</summary>
    public IReadOnlyDictionary<string, UsageTotals> ByScope { get; init; } = new Dictionary<string, UsageTotals>();

    /// <summary>Gets the sums by tag.</summary>
    public IReadOnlyDictionary<string, UsageTotals> ByTag { get; init; } = new Dictionary<string, UsageTotals>();

    public DashboardSnapshot ToSnapshot() => new()
    {
        Client = Client,
        Money = MoneyLine.Of(Total),
        Calls = CallLine.Of(Total, Traffic.Failed),
        HitRates = HitRates.Of(Total),
        Tokens = TokenLine.Of(Total.Usage),
        LastMinute = DateTimeOffset.UnixEpoch.AddMinutes(MinuteTraffic.MinuteOf(Traffic.At)),
        Minutes = [.. Traffic.Minutes.Select(MinuteLine.Of)],
        Latency = Traffic.Latency,
        Quota = QuotaLine.Of(Quota),
        Budgets = [.. Budgets.Select(BudgetLine.Of)],
        Models = [.. ByModel.OrderByDescending(static model => model.Value.Cost).Take(MostModels).Select(static model => ModelLine.Of(model.Key, model.Value))],
        Spenders = SpendLine.Of(ByScope, ByTag),
        Prefixes = [.. Traffic.Prefixes.Select(UseLine.Of)],
        Answers = [.. Traffic.Answers.Select(UseLine.Of)],
        Misses = Traffic.Misses,
        Regions = [.. Regions.Where(static region => region.Hits + region.Misses + region.Stores + region.Entries > 0).Select(RegionLine.Of)],
    };
}
