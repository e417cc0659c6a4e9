using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Storage;

/// <summary>The store of hosts that registered none: in this process, bounded in bytes, forgetting what was used longest ago.</summary>
internal sealed class BoundedMemoryCache(Func<long> maxBytes, TimeProvider time) : IDistributedCache, ICacheStoreMaintenance
{
    private const int OverheadBytes = 128;
    private const int ShownBytes = 1024;
    private readonly object _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _latestFirst = new();

    /// <summary>Gets the bytes held, keys and bookkeeping included.</summary>
    public long Bytes { get; private set; }

    public byte[]? Get(string key) => Find(key);

    /// <summary>Looks a value up without waiting for anything.</summary>
    public byte[]? Find(string key)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node))
            {
                return null;
            }

            if (node.Value.ExpiresAt <= time.GetUtcNow())
            {
                Remove(node);
                return null;
            }

            _latestFirst.Remove(node);
            _latestFirst.AddFirst(node);
            return node.Value.Bytes;
        }
    }

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
    {
        var now = time.GetUtcNow();
        var expiresAt = options.AbsoluteExpiration
            ?? now + (options.AbsoluteExpirationRelativeToNow
                ?? throw new ArgumentException("Every entry needs an absolute expiration.", nameof(options)));
        var entry = new Entry(key, value, expiresAt);
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var old))
            {
                Remove(old);
            }

            var most = maxBytes();
            if (entry.Size > most)
            {
                return;
            }

            while (Bytes + entry.Size > most)
            {
                Remove(_latestFirst.Last!);
            }

            _byKey[key] = _latestFirst.AddFirst(entry);
            Bytes += entry.Size;
        }
    }

    public void Remove(string key)
    {
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var node))
            {
                Remove(node);
            }
        }
    }

    /// <summary>Does nothing: entries expire at a fixed time.</summary>
    public void Refresh(string key)
    {
    }

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Find(key));

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        Set(key, value, options);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string key, CancellationToken token = default)
    {
        Remove(key);
        return Task.CompletedTask;
    }

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public ValueTask<CacheStoreUsage> MeasureAsync(string keyPrefix, CancellationToken cancellationToken) =>
        VisitAsync(keyPrefix, static (_, _) => true, static (_, _) => { }, cancellationToken);

    public ValueTask<CacheStoreUsage> RemoveAsync(
        string keyPrefix, Func<string, ReadOnlyMemory<byte>, bool> isDead, CancellationToken cancellationToken) =>
        VisitAsync(keyPrefix, isDead, static (cache, node) => cache.Remove(node), cancellationToken);

    private ValueTask<CacheStoreUsage> VisitAsync(
        string keyPrefix,
        Func<string, ReadOnlyMemory<byte>, bool> isMeant,
        Action<BoundedMemoryCache, LinkedListNode<Entry>> act,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<CacheStoreUsage>(cancellationToken);
        }

        lock (_lock)
        {
            var now = time.GetUtcNow();
            var (entries, bytes) = (0L, 0L);
            var next = _latestFirst.First;
            while (next is { } node)
            {
                var entry = node.Value;
                next = node.Next;
                if (entry.Key.StartsWith(keyPrefix, StringComparison.Ordinal)
                    && entry.ExpiresAt > now
                    && isMeant(entry.Key, entry.Bytes.AsMemory(0, Math.Min(entry.Bytes.Length, ShownBytes))))
                {
                    act(this, node);
                    entries++;
                    bytes += entry.Bytes.Length;
                }
            }

            return ValueTask.FromResult(new CacheStoreUsage(entries, bytes));
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _latestFirst.Remove(node);
        _byKey.Remove(node.Value.Key);
        Bytes -= node.Value.Size;
    }

    private sealed record Entry(string Key, byte[] Bytes, DateTimeOffset ExpiresAt)
    {
        public long Size => Bytes.Length + (Key.Length * sizeof(char)) + OverheadBytes;
    }
}
