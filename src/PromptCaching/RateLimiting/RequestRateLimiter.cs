using System.Threading.RateLimiting;

namespace PromptCaching.RateLimiting;

/// <summary>A token bucket for requests with continuous refill and a bounded first-come queue, on a clock that can be replaced.</summary>
/// <remarks>The platform's own token bucket reads the machine's clock and cannot change its rate (dotnet/runtime#106447).</remarks>
internal sealed class RequestRateLimiter : RateLimiter
{
    private const double MillisecondsPerMinute = 60_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);
    private readonly object _lock = new();
    private readonly LinkedList<QueuedRequest> _queue = new();
    private readonly RequestRate _rate;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private double _available;
    private long _refilledAt;
    private long _granted;
    private long _refused;
    private bool _disposed;

    public RequestRateLimiter(RequestRate rate, TimeProvider time)
    {
        _rate = rate;
        _time = time;
        _available = rate.PerMinute;
        _refilledAt = time.GetTimestamp();
        _timer = time.CreateTimer(static limiter => ((RequestRateLimiter)limiter!).Serve(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock)
        {
            Refill();
            return new RateLimiterStatistics
            {
                CurrentAvailablePermits = (long)_available,
                CurrentQueuedCount = _queue.Count,
                TotalSuccessfulLeases = _granted,
                TotalFailedLeases = _refused,
            };
        }
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return TryTake(permitCount) ? Grant() : Refuse(permitCount);
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<RateLimitLease>(cancellationToken);
        }

        QueuedRequest request;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (TryTake(permitCount))
            {
                return new(Grant());
            }

            if (_queue.Count >= _rate.QueueLimit)
            {
                return new(Refuse(permitCount));
            }

            request = new QueuedRequest(permitCount);
            _queue.AddLast(request.Place);
            Schedule();
        }

        return new(request.WaitAsync(Leave, cancellationToken));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            QueuedRequest[] waiting;
            lock (_lock)
            {
                _disposed = true;
                waiting = [.. _queue];
                _queue.Clear();
            }

            _timer.Dispose();
            Array.ForEach(waiting, static request => request.Fail());
        }

        base.Dispose(disposing);
    }

    private void Serve()
    {
        var served = new List<QueuedRequest>();
        lock (_lock)
        {
            Refill();
            while (!_disposed && _queue.First is { } first && (_rate.IsOff || _available >= Math.Min(first.Value.PermitCount, _rate.PerMinute)))
            {
                _available -= first.Value.PermitCount;
                _queue.RemoveFirst();
                _granted++;
                served.Add(first.Value);
            }

            Schedule();
        }

        served.ForEach(static request => request.Grant());
    }

    private void Leave(QueuedRequest request)
    {
        lock (_lock)
        {
            if (request.Place.List is not null)
            {
                _queue.Remove(request.Place);
            }
        }
    }

    private bool TryTake(int permitCount)
    {
        Refill();
        if (_queue.Count > 0 || _available < permitCount)
        {
            return false;
        }

        _available -= permitCount;
        return true;
    }

    private RequestLease Grant()
    {
        _granted++;
        return RequestLease.Granted;
    }

    private RequestLease Refuse(int permitCount)
    {
        _refused++;
        return RequestLease.Refused(WaitFor(permitCount + _queue.Sum(static request => request.PermitCount)));
    }

    private void Refill()
    {
        var now = _time.GetTimestamp();
        _available = Math.Min(_rate.PerMinute, _available + (_time.GetElapsedTime(_refilledAt, now).TotalMinutes * _rate.PerMinute));
        _refilledAt = now;
    }

    private void Schedule()
    {
        if (!_disposed && _queue.First is { } first)
        {
            // Looked at every second at least: the rate may have changed, or been switched off, for those who wait already.
            var wait = WaitFor(first.Value.PermitCount);
            _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Rounded up to a whole millisecond: a timer that fires a tick early would find too little.</summary>
    private TimeSpan WaitFor(double permits) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, permits - _available) / _rate.PerMinute * MillisecondsPerMinute));
}
