using PromptCaching.AspNetCore.Management;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>
/// Counts the cache regions now and then: a shared store is counted by walking through all its keys, and a page that is left open must not keep it busy.
/// Not safe for parallel calls.
/// </summary>
internal sealed class RegionWatch(ICacheRegions regions, TimeProvider time)
{
    /// <summary>So much longer than the last count took, nothing is counted: at most a hundredth of the time.</summary>
    private const int Rest = 99;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private Task<IReadOnlyList<CacheRegionStatistics>>? _counting;
    private IReadOnlyList<CacheRegionStatistics>? _latest;
    private long _begun;
    private long _nextAt;

    /// <summary>Tells the latest count; only the first one is waited for.</summary>
    public async ValueTask<IReadOnlyList<CacheRegionStatistics>> GetAsync(CancellationToken cancellationToken)
    {
        if (_counting is null && (_latest is null || time.GetTimestamp() >= _nextAt))
        {
            _begun = time.GetTimestamp();

            // For everybody who asks: it goes on when the one who began it leaves. The store's own time limits end it.
            _counting = ManagementReadings.RegionsAsync(regions, CancellationToken.None);
        }

        return _counting is { } counting && (_latest is null || counting.IsCompleted)
            ? _latest = await FinishAsync(counting, cancellationToken).ConfigureAwait(false)
            : _latest!;
    }

    private async Task<IReadOnlyList<CacheRegionStatistics>> FinishAsync(
        Task<IReadOnlyList<CacheRegionStatistics>> counting, CancellationToken cancellationToken)
    {
        try
        {
            return await counting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (counting.IsCompleted)
            {
                _counting = null;
                var rest = time.GetElapsedTime(_begun) * Rest;
                _nextAt = time.GetTimestamp() + (long)((rest < Shortest ? Shortest : rest).TotalSeconds * time.TimestampFrequency);
            }
        }
    }
}
