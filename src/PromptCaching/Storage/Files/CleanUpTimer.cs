using Microsoft.Extensions.Logging;

namespace PromptCaching.Storage.Files;

/// <summary>Cleans up at once when it is made, at every interval, and when much was written. One cleanup at a time; one that fails is logged.</summary>
internal sealed class CleanUpTimer : IDisposable
{
    private readonly Func<FileDistributedCacheOptions> _options;
    private readonly CleanUpStamp _stamp;
    private readonly Func<CancellationToken, CacheStoreUsage> _cleanUp;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly ITimer _timer;
    private long _written;
    private int _isRunning;
    private int _isDisposed;

    public CleanUpTimer(
        Func<FileDistributedCacheOptions> options, CleanUpStamp stamp, Func<CancellationToken, CacheStoreUsage> cleanUp, TimeProvider time, ILogger logger)
    {
        _options = options;
        _stamp = stamp;
        _cleanUp = cleanUp;
        _logger = logger;
        var token = _stop.Token;
        _timer = time.CreateTimer(_ => CleanUpIfDue(token), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.Zero, options().CleanupInterval);
    }

    public void Wrote(long bytes)
    {
        if (IsMuch(Interlocked.Add(ref _written, bytes)))
        {
            _timer.Change(TimeSpan.Zero, _options().CleanupInterval);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _timer.Dispose();
            _stop.Cancel();
            _stop.Dispose();
        }
    }

    private void CleanUpIfDue(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
        {
            return;
        }

        try
        {
            if (IsMuch(Interlocked.Exchange(ref _written, 0)) || _stamp.IsOlderThan(_options().CleanupInterval / 2))
            {
                var removed = _cleanUp(cancellationToken);
                _logger.CleanedUp(removed.Entries, removed.Bytes);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The store is disposed; the next one goes on where this one stopped.
            return;
        }
        catch (Exception fault)
        {
            _logger.CleanUpFailed(fault);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    private bool IsMuch(long bytes) => bytes > _options().MaxBytes / CleanUpPlan.PartsOfLimit;
}
