namespace PromptCaching.Testing;

/// <summary>A clock that stands still until a test moves it, with timers that fire only then. Safe for use by several threads.</summary>
/// <remarks>A timer whose time has come (also one with no delay at all) fires on the thread that advances the clock, never before.</remarks>
public sealed class ManualTimeProvider : TimeProvider
{
    /// <summary>A continuation is as a rule some hops from thread to thread away from its next wait.</summary>
    private const int TurnsOfOthers = 32;
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _pending = [];
    private DateTimeOffset _now;
    private long _timersMade;

    /// <summary>Initializes a new instance of the <see cref="ManualTimeProvider"/> class.</summary>
    /// <param name="start">The first instant; the default is 2026-01-01, midnight UTC.</param>
    public ManualTimeProvider(DateTimeOffset? start = null) =>
        _now = (start ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ToUniversalTime();

    /// <summary>Gets UTC: what a test prints must not depend on the machine.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Gets the number of timestamp units in a second: a unit is 100 nanoseconds.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Gets the number of timers that will fire if the clock goes far enough.</summary>
    public int PendingTimers
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires every timer that falls due on the way, in order of time and then of creation.</summary>
    /// <param name="time">How far; zero fires what is due already.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative: time does not run backwards.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        var end = GetUtcNow() + time;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = end > _now ? end : _now;
        }
    }

    /// <summary>Moves the clock to the instant of the next timer and fires all timers of that instant.</summary>
    /// <returns><see langword="false"/> when no timer was pending and the clock did not move.</returns>
    public bool AdvanceToNextTimer()
    {
        TimeSpan wait;
        lock (_gate)
        {
            if (_pending.Count == 0)
            {
                return false;
            }

            wait = _pending.Min(static timer => timer.Due) - _now;
        }

        Advance(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
        return true;
    }

    /// <summary>Moves the clock forward step by step until work has ended, and lets what other threads have queued begin before each step.</summary>
    /// <remarks>
    /// Steps should be well below the time limits at work: what runs on another thread between two waits must not find its limit passed when it gets there.
    /// </remarks>
    /// <param name="work">What waits for the time: a call that will be retried, say.</param>
    /// <param name="step">How far the clock moves at a time.</param>
    /// <param name="cancellationToken">Stops moving the clock; the work goes on.</param>
    /// <returns>A task that ends when the work has ended, however it has: await the work for its result.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is zero or negative: the work might wait for ever.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the work had ended.</exception>
    public async Task AdvanceUntilAsync(Task work, TimeSpan step, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        while (!work.IsCompleted)
        {
            Advance(step);
            for (var turn = 0; turn < TurnsOfOthers; turn++)
            {
                await Task.Factory
                    .StartNew(static () => { }, cancellationToken, TaskCreationOptions.PreferFairness, TaskScheduler.Default)
                    .ConfigureAwait(false);
            }
        }
    }

    internal void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _pending.Remove(timer);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                timer.Due = _now + dueTime;
                timer.Order = ++_timersMade;
                _pending.Add(timer);
            }
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _pending.Where(timer => timer.Due <= end).MinBy(static timer => (timer.Due, timer.Order));
            if (next is not null)
            {
                _pending.Remove(next);
                _now = next.Due > _now ? next.Due : _now;
            }

            return next;
        }
    }
}
