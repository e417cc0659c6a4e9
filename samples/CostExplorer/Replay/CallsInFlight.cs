namespace CostExplorer.Replay;

/// <summary>Knows when every call in flight waits, so that time may go on.</summary>
/// <remarks>
/// A call that waits for the emulator is counted exactly. One that waits for something else, such as the first byte of another call, is
/// seen by the thread pool: the chain runs nowhere else but on it and on the thread that asks here.
/// </remarks>
internal sealed class CallsInFlight
{
    private readonly ThreadPoolRest _rest = new();
    private int _count;
    private int _running;

    public int Count => Volatile.Read(ref _count);

    public void Begin()
    {
        Interlocked.Increment(ref _count);
        Interlocked.Increment(ref _running);
    }

    public void End()
    {
        Interlocked.Decrement(ref _running);
        Interlocked.Decrement(ref _count);
    }

    public void Park() => Interlocked.Decrement(ref _running);

    public void Unpark() => Interlocked.Increment(ref _running);

    /// <summary>Waits until no call can go on by itself. Not to be called from a thread of the pool.</summary>
    public void WaitUntilParked(CancellationToken cancellationToken)
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref _running) != 0 && !_rest.IsReached())
        {
            cancellationToken.ThrowIfCancellationRequested();
            spin.SpinOnce();
        }
    }
}
