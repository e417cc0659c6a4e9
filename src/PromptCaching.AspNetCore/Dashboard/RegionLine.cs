using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>What a cache region holds, and what happened in it.</summary>
internal sealed record RegionLine(string Name, long Entries, long Bytes, bool IsExact, long Hits, long Misses, double? HitRate, long Errors)
{
    public static RegionLine Of(CacheRegionStatistics region) => new(
        region.Region,
        region.Entries,
        region.Bytes,
        region.IsExact,
        region.Hits,
        region.Misses,
        region.Hits + region.Misses > 0 ? region.HitRate : null,
        region.Errors.Values.Sum());
}
