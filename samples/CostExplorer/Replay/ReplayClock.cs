using PromptCaching.Testing;

namespace CostExplorer.Replay;

/// <summary>The virtual clock as the chain and the emulator see it: after each timer that fires, all calls come to rest before the next one does.</summary>
/// <param name="time">The clock that the replay moves.</param>
/// <param name="calls">The calls in flight.</param>
/// <param name="parksCalls">Whether each timer is a call that waits for it, as the emulator's are.</param>
/// <param name="cancellationToken">Ends the waiting.</param>
internal sealed class ReplayClock(ManualTimeProvider time, CallsInFlight calls, bool parksCalls, CancellationToken cancellationToken) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = parksCalls ? new ParkedCall(calls) : null;
        var timer = time.CreateTimer(
            _ =>
            {
                wait?.Leave();
                callback(state);
                calls.WaitUntilParked(cancellationToken);
            },
            null,
            dueTime,
            period);
        return wait is null ? timer : new ParkingTimer(timer, wait);
    }

    /// <summary>One call that waits, until its timer fires or is given up.</summary>
    private sealed class ParkedCall
    {
        private readonly CallsInFlight _calls;
        private int _left;

        public ParkedCall(CallsInFlight calls)
        {
            _calls = calls;
            calls.Park();
        }

        public void Leave()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                _calls.Unpark();
            }
        }
    }

    private sealed class ParkingTimer(ITimer inner, ParkedCall wait) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(dueTime, period);

        public void Dispose()
        {
            wait.Leave();
            inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            wait.Leave();
            return inner.DisposeAsync();
        }
    }
}
