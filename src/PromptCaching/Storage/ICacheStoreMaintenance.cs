namespace PromptCaching.Storage;

/// <summary>What a store offers beyond <c>IDistributedCache</c> when it can list what it holds.</summary>
public interface ICacheStoreMaintenance
{
    /// <summary>Counts the entries whose keys begin with a text.</summary>
    /// <param name="keyPrefix">The beginning of the keys, as they were given to <c>SetAsync</c>.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    /// <returns>How many there are and how many bytes their values have.</returns>
    ValueTask<CacheStoreUsage> MeasureAsync(string keyPrefix, CancellationToken cancellationToken);

    /// <summary>Removes the entries whose keys begin with a text and that are dead.</summary>
    /// <param name="keyPrefix">The beginning of the keys, as they were given to <c>SetAsync</c>.</param>
    /// <param name="isDead">Sees the full key and the first 1,024 bytes (or less) of the value as it was given to <c>SetAsync</c>.</param>
    /// <param name="cancellationToken">Ends the removing; what was removed stays removed.</param>
    /// <returns>How many were removed and how many bytes their values had.</returns>
    ValueTask<CacheStoreUsage> RemoveAsync(string keyPrefix, Func<string, ReadOnlyMemory<byte>, bool> isDead, CancellationToken cancellationToken);
}
