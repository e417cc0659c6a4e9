using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <summary>The connection to the server, begun at first use, in the background, and kept up by the client.</summary>
/// <remarks>
/// The first calls wait for it, together, as long as one operation may take; whoever comes later while it is not there fails at once.
/// </remarks>
internal sealed class RedisConnection(ConnectionOrigin origin, Deadline deadline) : IDisposable, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private Attempt? _attempt;
    private bool _isDisposed;

    public async ValueTask<IConnectionMultiplexer> GetAsync(CancellationToken cancellationToken)
    {
        var attempt = Current();
        return attempt.Connecting.IsCompletedSuccessfully
            ? await attempt.Connecting.ConfigureAwait(false)
            : await attempt.FirstWait.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public IConnectionMultiplexer Get()
    {
        var attempt = Current();
        return (attempt.Connecting.IsCompletedSuccessfully ? attempt.Connecting : attempt.FirstWait).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        if (End() is { Connecting.IsCompletedSuccessfully: true } attempt)
        {
            attempt.Connecting.GetAwaiter().GetResult().Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (End() is { Connecting.IsCompletedSuccessfully: true } attempt)
        {
            var connection = await attempt.Connecting.ConfigureAwait(false);
            await connection.CloseAsync(allowCommandsToComplete: false).ConfigureAwait(false);
            connection.Dispose();
        }
    }

    private Attempt Current()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(RedisDistributedCache));
            if (_attempt is null or { Connecting: { IsFaulted: true } or { IsCanceled: true } })
            {
                _attempt = Attempt.Begin(origin, deadline);
            }

            return _attempt;
        }
    }

    /// <returns>What there is to close; a connection that is still being made closes itself when it is.</returns>
    private Attempt? End()
    {
        lock (_lock)
        {
            var attempt = _isDisposed || !origin.IsOurs ? null : _attempt;
            _isDisposed = true;
            if (attempt is { Connecting.IsCompleted: false })
            {
                _ = attempt.Connecting.ContinueWith(
                    static late => late.Result.Dispose(),
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnRanToCompletion,
                    TaskScheduler.Default);
                return null;
            }

            return attempt;
        }
    }

    private sealed record Attempt(Task<IConnectionMultiplexer> Connecting, Task<IConnectionMultiplexer> FirstWait)
    {
        /// <summary>The client resolves names and opens sockets partly on the caller's thread, hence another one.</summary>
        public static Attempt Begin(ConnectionOrigin origin, Deadline deadline)
        {
            var connecting = Task.Run(origin.ConnectAsync);
            var firstWait = deadline.WaitAsync(connecting, "the first attempt to connect", CancellationToken.None);
            Deadline.Abandon(firstWait);
            return new Attempt(connecting, firstWait);
        }
    }
}
