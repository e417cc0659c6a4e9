using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Storage;

/// <summary>A region as the interface that the rest of the world takes.</summary>
internal sealed class RegionDistributedCache(CacheRegion region, bool isInProcess, TimeProvider time) : IDistributedCache
{
    public byte[]? Get(string key)
    {
        ThrowIfOutOfProcess();
        return GetAsync(key).GetAwaiter().GetResult();
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        ThrowIfOutOfProcess();
        SetAsync(key, value, options).GetAwaiter().GetResult();
    }

    public void Refresh(string key) => ArgumentNullException.ThrowIfNull(key);

    public void Remove(string key)
    {
        ThrowIfOutOfProcess();
        RemoveAsync(key).GetAwaiter().GetResult();
    }

    public async Task<byte[]?> GetAsync(string key, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var begun = time.GetTimestamp();
        if (await region.FindFreshAsync(key, token).ConfigureAwait(false) is not { } entry)
        {
            region.Counters.Miss();
            return null;
        }

        var age = time.GetUtcNow() - entry.StoredAt;
        region.Counters.Hit(age > TimeSpan.Zero ? age : TimeSpan.Zero, time.GetElapsedTime(begun));
        return entry.Body.ToArray();
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(options);
        var now = time.GetUtcNow();
        TimeSpan?[] ends = [options.AbsoluteExpiration - now, options.AbsoluteExpirationRelativeToNow, options.SlidingExpiration];
        return region.StoreBytesAsync(key, value, new CacheTerms { TimeToLive = ends.Min() }, now, token).AsTask();
    }

    /// <summary>Does nothing: entries end at a fixed time.</summary>
    public Task RefreshAsync(string key, CancellationToken token = default)
    {
        Refresh(key);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, CancellationToken token = default) => region.RemoveAsync(key, token).AsTask();

    private void ThrowIfOutOfProcess()
    {
        if (!isInProcess)
        {
            throw new NotSupportedException("Entries are stored outside this process: use the asynchronous methods, which do not block a thread.");
        }
    }
}
