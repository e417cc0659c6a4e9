using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Storage;

/// <summary>
/// A named view of a client's store with its own expiry, compression and statistics. Entries are sealed. A store that fails, hangs or lies is a miss,
/// never an error.
/// </summary>
public sealed class CacheRegion
{
    private readonly IDistributedCache _store;
    private readonly Func<CacheRegionSettings> _settings;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal CacheRegion(
        string name, IDistributedCache store, Func<CacheRegionSettings> settings, ClearingRegister register, TimeProvider time, ILogger logger)
    {
        Name = name;
        _store = store;
        _settings = settings;
        _time = time;
        _logger = logger;
        Clearings = new Clearings(register, name);
    }

    /// <summary>Gets the name of the region.</summary>
    public string Name { get; }

    internal Clearings Clearings { get; }

    internal RegionCounters Counters { get; } = new();

    /// <summary>Removes an entry. Does nothing when there is none, or when the store is down.</summary>
    /// <param name="key">The key that it was stored under.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>A task that ends when the store has answered or was given up.</returns>
    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var current = _settings();
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await _store.RemoveAsync(FullKey(current, key), giveUp.Token).WaitAsync(current.Timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            _logger.StoreFailed("remove", fault);
        }
    }

    /// <summary>Looks an entry up: one question to the store.</summary>
    /// <param name="key">The key, without prefix and region.</param>
    /// <param name="secret">The secret that entries of this key are sealed with.</param>
    /// <param name="cancellationToken">The caller's token: leaving is not a fault of the store.</param>
    /// <returns>The entry, which may be stale; <see langword="null"/> when there is none, it does not open, it is cleared or the store is down.</returns>
    internal async ValueTask<CacheEntry?> FindAsync(string key, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        var current = _settings();
        var fullKey = FullKey(current, key);
        byte[]? sealedBytes;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            sealedBytes = await _store.GetAsync(fullKey, giveUp.Token).WaitAsync(current.Timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            _logger.StoreFailed("read", fault);
            return null;
        }

        if (sealedBytes is null)
        {
            return null;
        }

        if (SealedEntry.TryOpen(sealedBytes, fullKey, secret.Span, current.MaximumEntryBytes) is not { } entry)
        {
            _logger.EntryRejected();
            return null;
        }

        return Clearings.IsCleared(entry) ? null : entry;
    }

    /// <summary>Stores an entry. What it holds is paid for already: nothing that goes wrong here may take it from the caller.</summary>
    /// <param name="key">The key, without prefix and region.</param>
    /// <param name="secret">Seals the entry.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="grace">How long the store keeps it after it has become stale.</param>
    internal async ValueTask StoreAsync(string key, ReadOnlyMemory<byte> secret, CacheEntry entry, TimeSpan grace)
    {
        var current = _settings();
        var fullKey = FullKey(current, key);
        var sealedBytes = SealedEntry.Seal(entry, fullKey, secret.Span, current.Compression, current.CompressAbove);
        var timeToLive = entry.FreshUntil - _time.GetUtcNow();
        using var giveUp = new CancellationTokenSource();
        try
        {
            var expiry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = timeToLive + grace };
            await _store.SetAsync(fullKey, sealedBytes, expiry, giveUp.Token).WaitAsync(current.Timeout, _time, CancellationToken.None).ConfigureAwait(false);
            Counters.Stored(entry.Body.Length, sealedBytes.Length, timeToLive);
        }
        catch (Exception fault)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            _logger.StoreFailed("write", fault);
        }
    }

    private string FullKey(in CacheRegionSettings settings, string key) => string.Concat(settings.KeyPrefix, Name, ":", key);
}
