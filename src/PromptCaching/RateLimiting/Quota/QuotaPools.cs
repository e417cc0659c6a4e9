using System.Collections.Concurrent;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>The pools of one client, made when they are first asked for.</summary>
internal sealed class QuotaPools(
    Func<RateLimitingOptions> options, TimeProvider time, Func<PoolKey, PoolSharing>? share = null) : IClaudeQuota, IDisposable
{
    /// <summary>Callers with credentials of their own have pools of their own; beyond so many, those that rest are given up.</summary>
    private const int MostPools = 1000;
    private readonly ConcurrentDictionary<PoolKey, QuotaPool> _pools = new();
    private readonly object _lock = new();
    private bool _disposed;

    public IReadOnlyList<QuotaStatus> Pools =>
        [.. _pools.Select(static pool => pool.Value.StatusAs(pool.Key.ToString())).OrderBy(static status => status.Pool, StringComparer.Ordinal)];

    public QuotaPool For(PoolKey key) => _pools.TryGetValue(key, out var pool) ? pool : Add(key);

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        foreach (var pool in _pools.Values)
        {
            pool.Dispose();
        }
    }

    private QuotaPool Add(PoolKey key)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_pools.Count >= MostPools)
            {
                GiveUpResting();
            }

            return _pools.GetOrAdd(key, key => new QuotaPool(() => options().ToPoolSettings(key), time, share?.Invoke(key)));
        }
    }

    private void GiveUpResting()
    {
        foreach (var (key, pool) in _pools)
        {
            if (pool.IsResting && _pools.TryRemove(key, out _))
            {
                // Not disposed: somebody may have found it a moment ago.
                pool.Retire();
            }
        }
    }
}
