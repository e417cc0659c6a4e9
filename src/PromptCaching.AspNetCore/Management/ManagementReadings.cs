using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Management;

/// <summary>Tells what the management endpoints are asked; changes nothing.</summary>
internal sealed class ManagementReadings(ICacheRegions regions, CallTraffic traffic, IClaudeUsage usage, ModelCatalog catalog, TimeProvider time)
{
    public async Task<IResult> StatisticsAsync(CancellationToken cancellationToken)
    {
        var all = await RegionsAsync(regions, cancellationToken).ConfigureAwait(false);
        var store = await regions.DescribeStoreAsync(cancellationToken).ConfigureAwait(false);
        var budgets = await usage.ReadBudgetsAsync(cancellationToken).ConfigureAwait(false);
        var total = usage.Total;
        return TypedResults.Json(
            new ManagementStatistics(
                traffic.Totals(),
                UsageStatistics.Of(total, usage),
                [.. budgets.Select(BudgetStatistics.Of)],
                HitRates.Of(total),
                traffic.Latency(),
                all,
                store),
            ManagementJson.Default.ManagementStatistics);
    }

    public async Task<IResult> RegionAsync(string region, CancellationToken cancellationToken)
    {
        if (!regions.Names.Contains(region))
        {
            return ManagementDesk.UnknownRegion(region, regions.Names);
        }

        var statistics = await regions[region].GetStatisticsAsync(cancellationToken).ConfigureAwait(false);
        return TypedResults.Json(statistics, ManagementJson.Default.CacheRegionStatistics);
    }

    public JsonHttpResult<VerdictList> Verdicts(int? limit, bool? misses) => TypedResults.Json(
        new VerdictList(traffic.Verdicts(Math.Clamp(limit ?? LatestVerdicts.Most, 0, LatestVerdicts.Most), misses ?? false)),
        ManagementJson.Default.VerdictList);

    public JsonHttpResult<PriceList> Prices() =>
        TypedResults.Json(PriceList.Of(catalog, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)), ManagementJson.Default.PriceList);

    public static async Task<IReadOnlyList<CacheRegionStatistics>> RegionsAsync(ICacheRegions regions, CancellationToken cancellationToken)
    {
        List<CacheRegionStatistics> all = [];
        foreach (var name in regions.Names)
        {
            all.Add(await regions[name].GetStatisticsAsync(cancellationToken).ConfigureAwait(false));
        }

        return all;
    }
}
