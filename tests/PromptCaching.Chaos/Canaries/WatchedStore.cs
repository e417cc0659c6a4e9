using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.Canaries;

/// <summary>A store that shows its keys and values, and fails now and then.</summary>
internal sealed class WatchedStore(Cage cage, Random chance) : IDistributedCache
{
    private const int OneFaultIn = 12;
    private readonly Dictionary<string, byte[]> _values = [];

    public byte[]? Get(string key)
    {
        cage.Look("store-keys", key);
        return chance.OneIn(OneFaultIn) ? throw new IOException("The store is out of order.") : _values.GetValueOrDefault(key);
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        cage.Look("store-keys", key);
        cage.Look("store-values", value);
        if (chance.OneIn(OneFaultIn))
        {
            throw new TimeoutException("The store is too slow.");
        }

        _values[key] = chance.OneIn(OneFaultIn) ? value[..(value.Length / 2)] : value;
    }

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public void Refresh(string key)
    {
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public void Remove(string key) => _values.Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }
}
