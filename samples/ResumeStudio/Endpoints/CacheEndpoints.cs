using PromptCaching.Storage;
using ResumeStudio.Configuration;

namespace ResumeStudio.Endpoints;

/// <summary>What the caches hold, and their clearing.</summary>
internal static class CacheEndpoints
{
    public static void MapCache(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/cache/stats", StateAsync);
        endpoints.MapDelete("/cache", static async (ICacheRegions regions, CancellationToken cancellationToken) =>
            Cleared("All caches were cleared.", await regions.ClearAllAsync(cancellationToken)));
        endpoints.MapDelete("/cache/{region}", static async (string region, ICacheRegions regions, CancellationToken cancellationToken) =>
            regions.Names.Contains(region)
                ? Cleared($"The cache {region} was cleared.", await regions[region].ClearAsync(cancellationToken))
                : Results.Json(
                    new CacheCleared(false, $"There is no such cache; there are: {string.Join(", ", regions.Names)}."),
                    StudioJson.Default.CacheCleared,
                    statusCode: StatusCodes.Status404NotFound));
    }

    private static IResult Cleared(string what, CacheClearance clearance) => Results.Json(
        new CacheCleared(true, clearance.IsShared ? what : what + " The store is out of reach: other processes will learn of it when it is back."),
        StudioJson.Default.CacheCleared);

    private static async Task<IResult> StateAsync(ICacheRegions regions, StudioSettings settings, CancellationToken cancellationToken)
    {
        var health = await regions.CheckHealthAsync(cancellationToken);
        var states = new Dictionary<string, RegionState>(StringComparer.Ordinal);
        foreach (var name in regions.Names)
        {
            states[name] = Of(await regions[name].GetStatisticsAsync(cancellationToken));
        }

        var store = settings.RedisUrl is not null ? "redis" : settings.Directory is not null ? "directory" : "memory";
        var state = new CacheState(
            settings.CachesAnswers, settings.CachesResults, store, health.Status == CacheStoreStatus.Healthy ? "healthy" : "degraded", health.Reason, states);
        return Results.Json(state, StudioJson.Default.CacheState);
    }

    private static RegionState Of(CacheRegionStatistics region) => new(
        region.Entries,
        region.Bytes,
        region.TimeToLive.TotalSeconds,
        region.Hits,
        region.Misses,
        region.Stores,
        Math.Round(region.HitRate, 3),
        region.Errors.Values.Sum());
}
