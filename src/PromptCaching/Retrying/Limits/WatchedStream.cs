using PromptCaching.Bodies;

namespace PromptCaching.Retrying.Limits;

/// <summary>Hands bytes through, and breaks off when none come for too long: a connection can die without a sign, a ping is one of life.</summary>
internal sealed class WatchedStream(Stream inner, TimeSpan limit, TimeProvider time) : ForwardStream
{
    private CancellationTokenSource _ends = new();
    private ITimer? _timer;
    private volatile bool _isSilent;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_ends.IsCancellationRequested)
        {
            _ends.Dispose();
            _ends = new CancellationTokenSource();
            _isSilent = false;
        }

        // What has arrived already needs neither a timer nor a way out.
        var leaving = cancellationToken.UnsafeRegister(static ends => ((CancellationTokenSource)ends!).Cancel(), _ends);
        var reading = inner.ReadAsync(buffer, _ends.Token);
        if (!reading.IsCompletedSuccessfully)
        {
            return WaitAsync(reading, leaving, cancellationToken);
        }

        leaving.Unregister();
        return reading;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _timer?.Dispose();
            inner.Dispose();
            _ends.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> reading, CancellationTokenRegistration leaving, CancellationToken cancellationToken)
    {
        _timer ??= time.CreateTimer(static stream => ((WatchedStream)stream!).OnSilence(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (!reading.IsCompleted)
        {
            _timer.Change(limit, Timeout.InfiniteTimeSpan);
        }

        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException silent) when (_isSilent)
        {
            throw new IOException($"The answer was silent for {limit} (Retrying:IdleTimeout): no event came, and no ping.", silent);
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await leaving.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void OnSilence()
    {
        _isSilent = true;
        try
        {
            _ends.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Its reader had enough at the same instant.
        }
    }
}
