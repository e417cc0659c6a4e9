using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Storage;

/// <summary>
/// Stands between us and a store: whatever it does, a call ends within its time and without an exception of the store. A caller who leaves is no fault.
/// </summary>
internal sealed class StoreGuard(IDistributedCache store, Func<TimeSpan> timeout, TimeProvider time, ILogger logger)
{
    private readonly IBufferDistributedCache? _buffered = store as IBufferDistributedCache;
    private readonly StoreBreaker _breaker = new(time);

    /// <summary>Gets the store in this process: nobody else sees it, and it neither fails nor waits.</summary>
    public BoundedMemoryCache? InProcess { get; } = store as BoundedMemoryCache;

    public ICacheStoreMaintenance? Maintenance { get; } = store as ICacheStoreMaintenance;

    public ICacheStoreFacts? Facts { get; } = store as ICacheStoreFacts;

    /// <summary>Gets a value indicating whether values should come in rented buffers.</summary>
    [MemberNotNullWhen(true, nameof(_buffered))]
    public bool TakesBuffers => _buffered is not null;

    public bool IsLeftAlone => _breaker.IsOpen;

    /// <param name="key">The full key.</param>
    /// <param name="longest">A longer value counts as none.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public ValueTask<StoreRead> ReadAsync(string key, int longest, CancellationToken cancellationToken)
    {
        if (InProcess is { } memory)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult(memory.Find(key) is { } bytes && bytes.Length <= longest ? new StoreRead(bytes) : StoreRead.Nothing);
        }

        return _buffered is null ? ReadArrayAsync(key, longest, cancellationToken) : ReadBufferAsync(_buffered, key, longest, cancellationToken);
    }

    /// <returns>Why it was not written, or None.</returns>
    public ValueTask<StoreFault> WriteAsync(string key, byte[] value, TimeSpan timeToLive, CancellationToken cancellationToken) =>
        CallAsync("write", token => store.SetAsync(key, value, Lasting(timeToLive), token), cancellationToken);

    /// <summary>Writes from a rented buffer, which goes back to the pool unless the store may still be reading it.</summary>
    public async ValueTask<StoreFault> WriteAsync(
        string key, ArraySegment<byte> rented, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        Task? write = null;
        var fault = await CallAsync(
            "write",
            token => write = _buffered!.SetAsync(key, new ReadOnlySequence<byte>(rented), Lasting(timeToLive), token).AsTask(),
            cancellationToken).ConfigureAwait(false);
        if (write is null or { IsCompleted: true })
        {
            ArrayPool<byte>.Shared.Return(rented.Array!);
        }

        return fault;
    }

    /// <returns>Why it was not removed, or None.</returns>
    public ValueTask<StoreFault> RemoveAsync(string key, CancellationToken cancellationToken) =>
        CallAsync("remove", token => store.RemoveAsync(key, token), cancellationToken);

    private static DistributedCacheEntryOptions Lasting(TimeSpan timeToLive) => new() { AbsoluteExpirationRelativeToNow = timeToLive };

    private async ValueTask<StoreRead> ReadArrayAsync(string key, int longest, CancellationToken cancellationToken)
    {
        Task<byte[]?>? read = null;
        var fault = await CallAsync("read", token => read = store.GetAsync(key, token), cancellationToken).ConfigureAwait(false);
        if (fault != StoreFault.None)
        {
            return StoreRead.Failed(fault);
        }

        var bytes = await read!.ConfigureAwait(false);
        return bytes is null || bytes.Length > longest ? StoreRead.Nothing : new StoreRead(bytes);
    }

    private async ValueTask<StoreRead> ReadBufferAsync(IBufferDistributedCache buffered, string key, int longest, CancellationToken cancellationToken)
    {
        // A store that is given up may still write into it, so then it is left to the collector.
        var pooled = new PooledBytes(longest);
        Task<bool>? read = null;
        var fault = await CallAsync("read", token => read = buffered.TryGetAsync(key, pooled, token).AsTask(), cancellationToken).ConfigureAwait(false);
        if (fault == StoreFault.None && await read!.ConfigureAwait(false) && !pooled.IsTooLong)
        {
            return new StoreRead(pooled.Written, Pooled: pooled);
        }

        if (read is null or { IsCompleted: true })
        {
            pooled.Return();
        }

        return StoreRead.Failed(fault);
    }

    private async ValueTask<StoreFault> CallAsync(string operation, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_breaker.TryEnter())
        {
            logger.StoreLeftAlone(operation);
            return StoreFault.NotAsked;
        }

        Task? task = null;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            task = call(giveUp.Token) ?? throw new InvalidOperationException("The store returned null instead of a task.");
            await task.WaitAsync(timeout(), time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            Abandon(task);
            _breaker.Left();
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            Abandon(task);
            return Fail(operation, exception);
        }

        if (_breaker.Succeeded() == StoreBreaker.Change.Closed)
        {
            logger.StoreIsBack();
        }

        return StoreFault.None;
    }

    private StoreFault Fail(string operation, Exception exception)
    {
        var wasOpen = _breaker.IsOpen;
        if (_breaker.Failed() == StoreBreaker.Change.Opened)
        {
            logger.StoreGivenUp(operation, exception);
        }
        else if (wasOpen)
        {
            logger.StoreStillFails(operation, exception);
        }
        else
        {
            logger.StoreFailed(operation, exception);
        }

        return StoreFaults.Of(exception);
    }

    /// <summary>What a store says after it was given up interests nobody, but an exception that nobody looks at would be an event of the process.</summary>
    private static void Abandon(Task? task) => task?.ContinueWith(
        static late => _ = late.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
