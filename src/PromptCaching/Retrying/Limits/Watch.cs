namespace PromptCaching.Retrying.Limits;

/// <summary>Cancels something when its time is over, or when its caller leaves; and tells which.</summary>
internal sealed class Watch : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeProvider _time;
    private volatile bool _hasEnded;

    public Watch(TimeProvider time, CancellationToken cancellationToken)
    {
        _time = time;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    public CancellationToken Token => _source.Token;

    public bool HasEnded => _hasEnded;

    /// <summary>Starts a timer; most things are over before they need one.</summary>
    public ITimer Start(TimeSpan limit) => _time.CreateTimer(static watch => ((Watch)watch!).End(), this, limit, Timeout.InfiniteTimeSpan);

    public void Dispose() => _source.Dispose();

    private void End()
    {
        _hasEnded = true;
        try
        {
            _source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was over at the same instant.
        }
    }
}
