using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Storage;

/// <summary>A view of a store with its own prefix, expiry, compression and seal. A store that fails, hangs or lies is a miss, never an error.</summary>
internal sealed class CacheRegion(IDistributedCache store, Func<CacheRegionSettings> settings, TimeProvider time, ILogger logger)
{
    /// <summary>Looks an answer up.</summary>
    /// <param name="key">The key, without the prefix.</param>
    /// <param name="secret">The secret that entries of this key are sealed with.</param>
    /// <param name="cancellationToken">The caller's token: leaving is not a fault of the store.</param>
    public async ValueTask<StoredAnswer?> FindAsync(string key, byte[] secret, CancellationToken cancellationToken)
    {
        var current = settings();
        var fullKey = current.KeyPrefix + key;
        byte[]? entry;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            entry = await store.GetAsync(fullKey, giveUp.Token).WaitAsync(current.Timeout, time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            logger.StoreFailed("read", fault);
            return null;
        }

        if (entry is null)
        {
            return null;
        }

        var answer = SealedEntry.TryOpen(entry, fullKey, secret, current.MaximumAnswerBytes);
        if (answer is null)
        {
            logger.EntryRejected();
        }

        return answer;
    }

    /// <summary>Stores an answer. The answer is paid for already: nothing that goes wrong here may take it from the caller.</summary>
    public async ValueTask StoreAsync(string key, byte[] secret, StoredAnswer answer, TimeSpan timeToLive)
    {
        var current = settings();
        var fullKey = current.KeyPrefix + key;
        var entry = SealedEntry.Seal(answer, fullKey, secret, current.CompressAbove);
        using var giveUp = new CancellationTokenSource();
        try
        {
            var expiry = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = timeToLive };
            await store.SetAsync(fullKey, entry, expiry, giveUp.Token).WaitAsync(current.Timeout, time, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            logger.StoreFailed("write", fault);
        }
    }
}
