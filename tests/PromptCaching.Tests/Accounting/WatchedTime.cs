namespace PromptCaching.Tests.Accounting;

/// <summary>A clock that tells for how long its first timer was wound up last: whoever waits for that knows that the work before it is done.</summary>
internal sealed class WatchedTime(TimeProvider clock) : TimeProvider
{
    private readonly object _lock = new();
    private bool _hasFirst;
    private TimeSpan? _due;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            (var isFirst, _hasFirst) = (!_hasFirst, true);
            return isFirst ? new Watched(this, timer) : timer;
        }
    }

    /// <summary>Waits until the timer is wound up, once for each time.</summary>
    public async Task<TimeSpan> WoundAsync()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_due is { } due)
                {
                    _due = null;
                    return due;
                }
            }

            await Task.Yield();
        }
    }

    private sealed class Watched(WatchedTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = timer.Change(dueTime, period);
            lock (time._lock)
            {
                time._due = dueTime;
            }

            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
