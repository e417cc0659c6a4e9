namespace PromptCaching.Retrying.Circuits;

/// <summary>Lets attempts through while most of them succeed; else refuses all but one now and then, until one succeeds.</summary>
/// <remarks>
/// Polly's own breaker does not fit: its limits are fixed when it is built, a probe whose caller leaves closes it, and a probe that takes as long as an
/// answer takes keeps everybody out meanwhile. Here a probe decides only when it ends, and the next one does not wait for it.
/// </remarks>
internal sealed class Circuit(TimeProvider time)
{
    private readonly object _gate = new();
    private readonly long _start = time.GetTimestamp();
    private FailureWindow _window;
    private TimeSpan? _nextProbe;
    private int _epoch;

    /// <summary>Gets the time since the beginning: a machine's clock that is set back must not keep calls out until it has caught up.</summary>
    private TimeSpan Now => time.GetElapsedTime(_start);

    public CircuitPass Enter(RetryingOptions options)
    {
        lock (_gate)
        {
            var now = Now;
            if (_nextProbe is not { } next)
            {
                return new CircuitPass(true, TimeSpan.Zero, _epoch, IsProbe: false);
            }

            if (now < next)
            {
                return new CircuitPass(false, next - now, _epoch, IsProbe: false);
            }

            _nextProbe = now + options.BreakDuration;
            return new CircuitPass(true, TimeSpan.Zero, _epoch, IsProbe: true);
        }
    }

    /// <summary>Whether an attempt after the wait would surely be refused.</summary>
    public bool IsOpenAfter(TimeSpan wait)
    {
        lock (_gate)
        {
            return _nextProbe is { } next && Now + wait < next;
        }
    }

    /// <summary>Takes in how an attempt ended. One that was left by its caller says nothing and is not told.</summary>
    public CircuitChange End(CircuitPass pass, bool failed, RetryingOptions options)
    {
        lock (_gate)
        {
            if (pass.Epoch != _epoch)
            {
                return CircuitChange.None;
            }

            var now = Now;
            if (_nextProbe is null)
            {
                _window.Add(failed, now);
                return failed && _window.Attempts >= options.BreakerMinAttempts && _window.FailureShare >= options.BreakerFailureShare
                    ? Turn(now + options.BreakDuration)
                    : CircuitChange.None;
            }

            if (!failed)
            {
                return Turn(null);
            }

            _nextProbe = now + options.BreakDuration;
            return CircuitChange.None;
        }
    }

    private CircuitChange Turn(TimeSpan? nextProbe)
    {
        _nextProbe = nextProbe;
        _epoch++;
        _window = default;
        return nextProbe is null ? CircuitChange.Closed : CircuitChange.Opened;
    }
}
