using System.Buffers;

namespace PromptCaching.Storage;

/// <content>Entries as bytes, for the response cache and for everything else in this class.</content>
public sealed partial class CacheRegion
{
    /// <summary>Looks an entry up: one question to the store.</summary>
    /// <param name="key">The key, without prefix and region.</param>
    /// <param name="secret">The secret that entries of this key are sealed with.</param>
    /// <param name="cancellationToken">The caller's token: leaving is not a fault of the store.</param>
    /// <returns>The entry, which may be stale; <see langword="null"/> when there is none, it does not open, it is cleared or the store is down.</returns>
    internal ValueTask<CacheEntry?> FindAsync(string key, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken)
    {
        var settings = _settings();
        var fullKey = FullKey(settings, key);
        var begun = _shared.Time.GetTimestamp();
        var longest = (int)Math.Min(int.MaxValue, settings.MaxEntryBytes + (long)SealedEntry.LongestOverhead);
        var read = _shared.Guard.ReadAsync(fullKey, longest, cancellationToken);
        return read.IsCompletedSuccessfully
            ? ValueTask.FromResult(Open(read.Result, fullKey, secret.Span, settings, begun))
            : OpenLaterAsync(read, fullKey, secret, settings, begun);
    }

    /// <summary>Stores an entry. What it holds is paid for already: nothing that goes wrong here may take it from the caller.</summary>
    /// <param name="key">The key, without prefix and region.</param>
    /// <param name="secret">Seals the entry.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="grace">How long the store keeps it after it has become stale.</param>
    internal async ValueTask StoreAsync(string key, ReadOnlyMemory<byte> secret, CacheEntry entry, TimeSpan grace)
    {
        var settings = _settings();
        entry = _scope is { } scope ? entry with { Labels = [.. entry.Labels, scope] } : entry;
        var timeToLive = entry.FreshUntil - _shared.Time.GetUtcNow();
        if ((Clearings.IsCleared(entry) ? "cleared" : Refusal(entry, settings, timeToLive)) is { } refusal)
        {
            Counters.Refused(refusal);
            return;
        }

        var fullKey = FullKey(settings, key);
        var terms = Terms(settings);
        _shared.Register.RemembersFor(timeToLive + grace);
        int packed;
        StoreFault fault;
        if (_shared.Guard.TakesBuffers)
        {
            var rented = SealedEntry.Seal(entry, fullKey, secret.Span, terms, ArrayPool<byte>.Shared.Rent);
            packed = rented.Count;
            fault = await _shared.Guard.WriteAsync(fullKey, rented, timeToLive + grace, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            var bytes = SealedEntry.Seal(entry, fullKey, secret.Span, terms);
            packed = bytes.Length;
            fault = await _shared.Guard.WriteAsync(fullKey, bytes, timeToLive + grace, CancellationToken.None).ConfigureAwait(false);
        }

        Counters.ErrorOf(fault);
        if (fault == StoreFault.None)
        {
            Counters.Stored(entry.Body.Length, packed, timeToLive);
            Counters.InStore.Add(_shared.Time.GetUtcNow() + timeToLive + grace, timeToLive + grace, packed);
        }
    }

    private static string? Refusal(CacheEntry entry, in CacheRegionSettings settings, TimeSpan timeToLive) =>
        timeToLive <= TimeSpan.Zero ? "expired"
        : entry.Body.Length > settings.MaxEntryBytes ? "too_long"
        : !EntryHeader.Fits(entry) ? "too_many_labels"
        : null;

    private SealTerms Terms(in CacheRegionSettings settings) => new(settings.Compression, settings.CompressAbove, _shared.Encryption);

    private async ValueTask<CacheEntry?> OpenLaterAsync(
        ValueTask<StoreRead> read, string fullKey, ReadOnlyMemory<byte> secret, CacheRegionSettings settings, long begun) =>
        Open(await read.ConfigureAwait(false), fullKey, secret.Span, settings, begun);

    private CacheEntry? Open(in StoreRead read, string fullKey, ReadOnlySpan<byte> secret, in CacheRegionSettings settings, long begun)
    {
        Counters.Read(_shared.Time.GetElapsedTime(begun));
        Counters.ErrorOf(read.Fault);
        if (read.Bytes is not { } bytes)
        {
            return null;
        }

        var entry = SealedEntry.TryOpen(bytes, fullKey, secret, Terms(settings), settings.MaxEntryBytes, mayKeep: read.Pooled is null);
        read.Pooled?.Return();
        if (entry is null)
        {
            Counters.ErrorOf("rejected");
            _shared.Logger.EntryRejected();
            return null;
        }

        return Clearings.IsCleared(entry) ? null : entry;
    }
}
