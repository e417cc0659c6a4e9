using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Tests.Management;

/// <summary>A store that tells of itself, as Redis does.</summary>
internal sealed class TellingStore : IDistributedCache, ICacheStoreFacts
{
    private readonly MemoryDistributedCache _cache = new(Options.Create(new MemoryDistributedCacheOptions()));

    /// <summary>Gets what is thrown in place of the facts.</summary>
    public Exception? Failure { get; init; }

    public ValueTask<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken cancellationToken) => Failure is { } failure
        ? ValueTask.FromException<IReadOnlyDictionary<string, string>>(failure)
        : ValueTask.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(StringComparer.Ordinal) { ["redis_version"] = "8.0.0" });

    public byte[]? Get(string key) => _cache.Get(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => _cache.GetAsync(key, token);

    public void Refresh(string key) => _cache.Refresh(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => _cache.RefreshAsync(key, token);

    public void Remove(string key) => _cache.Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default) => _cache.RemoveAsync(key, token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => _cache.Set(key, value, options);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        _cache.SetAsync(key, value, options, token);
}
