namespace PromptCaching.Storage;

/// <summary>What has been cleared in a client's store, by this process and by others: one document, looked at once a second at most.</summary>
/// <remarks>
/// A store has no compare-and-swap, so two who write at once lose one of the writes. Everybody therefore remembers what it knows, and whoever finds it
/// missing in the store puts it back: at the next look, and half a second after each clearing in any case.
/// </remarks>
internal sealed class ClearingRegister : IDisposable
{
    private static readonly TimeSpan _lookAheadAfter = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _waitAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _shortestMemory = TimeSpan.FromDays(31);
    private readonly object _lock = new();
    private readonly StoreGuard _store;
    private readonly Func<string> _key;
    private readonly TimeProvider _time;
    private readonly ITimer? _lookAgain;
    private volatile ClearingStamps _known = ClearingStamps.None;
    private Task<bool>? _look;
    private TimeSpan _memory = _shortestMemory;
    private long _lookedAt;
    private bool _hasLooked;
    private int _version;

    /// <param name="store">The store.</param>
    /// <param name="key">The full key of the document.</param>
    /// <param name="time">The clock.</param>
    public ClearingRegister(StoreGuard store, Func<string> key, TimeProvider time)
    {
        _store = store;
        _key = key;
        _time = time;
        if (store.InProcess is null)
        {
            _lookAgain = time.CreateTimer(
                static register => _ = ((ClearingRegister)register!).LookAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public ClearingStamps Known => _known;

    public int Version => Volatile.Read(ref _version);

    public void Dispose() => _lookAgain?.Dispose();

    /// <summary>Stamps are kept longer than any entry.</summary>
    public void RemembersFor(TimeSpan timeToLive)
    {
        if (timeToLive > _memory)
        {
            lock (_lock)
            {
                _memory = timeToLive > _memory ? timeToLive : _memory;
            }
        }
    }

    /// <summary>Looks at the store when the last look is a second old, and ahead of that without keeping anybody waiting.</summary>
    public ValueTask BringUpToDateAsync(CancellationToken cancellationToken)
    {
        if (_lookAgain is null)
        {
            return ValueTask.CompletedTask;
        }

        var age = Volatile.Read(ref _hasLooked) ? _time.GetElapsedTime(Interlocked.Read(ref _lookedAt)) : TimeSpan.MaxValue;
        if (age < _lookAheadAfter)
        {
            return ValueTask.CompletedTask;
        }

        var look = LookAsync();
        return age < _waitAfter || look.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(look.WaitAsync(cancellationToken));
    }

    /// <summary>Clears a label here and now, and for others as soon as the store takes it.</summary>
    /// <param name="label">The label.</param>
    /// <param name="content">The hash of the content that stays; 0 where nothing stays.</param>
    /// <param name="what">What the clearance says that it cleared.</param>
    /// <param name="cancellationToken">Gives up waiting for the store, not clearing.</param>
    public async ValueTask<CacheClearance> ClearAsync(ulong label, ulong content, string what, CancellationToken cancellationToken)
    {
        Task<bool>? earlier;
        ClearingStamp stamp;
        lock (_lock)
        {
            // A clock that was set back must not make a clearing older than an earlier one.
            var known = _known.All.FirstOrDefault(known => known.Key == label).Value;
            stamp = new ClearingStamp(Math.Max(Now, known.At), content);
            Learn(_known.With(label, stamp));
            earlier = _look;
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(stamp.At);
        if (_lookAgain is null)
        {
            return new CacheClearance(what, at, IsShared: true);
        }

        if (earlier is not null)
        {
            // It may have read what it writes before this was cleared.
            await earlier.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return new CacheClearance(what, at, await LookAsync().WaitAsync(cancellationToken).ConfigureAwait(false));
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<bool> LookAsync()
    {
        lock (_lock)
        {
            if (_look is { IsCompleted: false } underWay)
            {
                return underWay;
            }

            // Nobody's call: it must not carry the ambient things of the one who happened to come first.
            if (ExecutionContext.IsFlowSuppressed())
            {
                return _look = LookNowAsync();
            }

            using (ExecutionContext.SuppressFlow())
            {
                return _look = LookNowAsync();
            }
        }
    }

    /// <returns>Whether the store holds all that this process knows.</returns>
    private async Task<bool> LookNowAsync()
    {
        var begun = _time.GetTimestamp();
        var key = _key();
        var read = await _store.ReadAsync(key, ClearingDocument.LongestLength, CancellationToken.None).ConfigureAwait(false);
        var (isShared, hasWritten) = read.Fault == StoreFault.None ? await ShareAsync(key, read).ConfigureAwait(false) : (false, false);
        Interlocked.Exchange(ref _lookedAt, begun);
        Volatile.Write(ref _hasLooked, true);
        if (hasWritten || (!isShared && _known.All.Count > 0))
        {
            // Somebody who wrote at the same time may have written over it.
            _lookAgain!.Change(_lookAheadAfter, Timeout.InfiniteTimeSpan);
        }

        return isShared;
    }

    private async ValueTask<(bool IsShared, bool HasWritten)> ShareAsync(string key, StoreRead read)
    {
        var stored = read.Bytes is { } bytes ? ClearingDocument.Read(bytes.Span, Now + (long)_shortestMemory.TotalMilliseconds) : ClearingStamps.None;
        read.Pooled?.Return();
        ClearingStamps known;
        TimeSpan memory;
        lock (_lock)
        {
            memory = _memory;
            known = _known.MergedWith(stored, Now - (long)memory.TotalMilliseconds);
            Learn(known);
        }

        if (!stored.Lack(known))
        {
            return (true, false);
        }

        var fault = await _store.WriteAsync(key, ClearingDocument.Write(known), memory, CancellationToken.None).ConfigureAwait(false);
        return (fault == StoreFault.None, true);
    }

    private void Learn(ClearingStamps stamps)
    {
        if (!stamps.Same(_known))
        {
            _known = stamps;
            Interlocked.Increment(ref _version);
        }
    }
}
