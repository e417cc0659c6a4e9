namespace PromptCaching.Testing;

internal sealed class ManualTimer(ManualTimeProvider clock, Action callback) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _disposed;

    public DateTimeOffset Due { get; set; }

    public long Order { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        _period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
        clock.Schedule(this, dueTime);
        return true;
    }

    public void Fire()
    {
        clock.Schedule(this, _disposed ? Timeout.InfiniteTimeSpan : _period);
        callback();
    }

    public void Dispose()
    {
        _disposed = true;
        clock.Schedule(this, Timeout.InfiniteTimeSpan);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
