namespace PromptCaching.RateLimiting.Quota;

/// <summary>One set of limits that the API counts apart: lets calls go as fast as it allows, in their order, and follows what it tells.</summary>
internal sealed partial class QuotaPool : IDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private readonly object _lock = new();
    private readonly CallQueue _queue = new();
    private readonly QuotaBuckets _buckets = new();
    private readonly Workload _workload = new();
    private readonly Func<PoolSettings> _settings;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private QuotaLimits _told;
    private long _refilledAt;
    private long _watchedAt;
    private long _toldAt;
    private readonly HashSet<QuotaLease> _running = [];
    private int _silentAnswers;
    private double _toBeWritten;
    private int _writing;
    private bool _disposed;

    public QuotaPool(Func<PoolSettings> settings, TimeProvider time, PoolSharing? sharing = null)
    {
        _settings = settings;
        _time = time;
        _sharing = sharing;
        _buckets.Fill(sharing?.Filling ?? BucketFilling.Own);
        _refilledAt = _watchedAt = time.GetTimestamp();
        _buckets.Limit(LimitsOf(settings()));
        _timer = time.CreateTimer(static pool => ((QuotaPool)pool!).Serve(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _look = sharing is null ? null
            : time.CreateTimer(static pool => ((QuotaPool)pool!).Serve(), this, PoolSharing.BetweenLooks, PoolSharing.BetweenLooks);
    }

    /// <summary>Gets the limits that hold now, by the minute.</summary>
    public QuotaLimits Limits
    {
        get
        {
            lock (_lock)
            {
                return _buckets.Limits;
            }
        }
    }

    /// <summary>Gets a value indicating whether nobody waits, nothing runs, and no gate is closed.</summary>
    public bool IsResting
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count == 0 && _running.Count == 0 && UntilOpen() == TimeSpan.Zero;
            }
        }
    }

    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Asks for leave to send one attempt.</summary>
    /// <returns>The leave, or the time to come back when too many wait already.</returns>
    /// <exception cref="ObjectDisposedException">The pool was disposed, maybe during the wait.</exception>
    public ValueTask<QuotaLease> AcquireAsync(
        AttemptTokens tokens, CallPriority priority, IProgress<QueuePosition>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var lease = EnterAsync(tokens, priority, progress, cancellationToken);
        Share();
        return lease;
    }

    public void Dispose()
    {
        WaitingCall[] waiting;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            waiting = [.. _queue.All];
            Array.ForEach(waiting, _queue.Remove);
        }

        _timer.Dispose();
        StopSharing();
        Array.ForEach(waiting, static call => call.Fail());
    }

    private ValueTask<QuotaLease> EnterAsync(
        AttemptTokens tokens, CallPriority priority, IProgress<QueuePosition>? progress, CancellationToken cancellationToken)
    {
        WaitingCall call;
        QueuePosition position;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var settings = Refill();
            var expected = _workload.Expect(tokens, settings.CountsReads);
            if (_queue.Count == 0 && CanGo(expected.Amount, settings))
            {
                return new(Grant(tokens, expected));
            }

            if (!MayBeGranted && _queue.Count >= settings.QueueLimit)
            {
                return new(new QuotaLease(UntilOpen() + RoundUp(_buckets.MinutesUntil(expected.Amount)), QuotaRefusal.QueueIsFull));
            }

            call = new WaitingCall(tokens, progress, expected.Amount, DueTime(priority));
            var before = progress is null && settings.LongestWait == TimeSpan.MaxValue ? default : _queue.Before(call.Due);
            var wait = WaitToPass(before.Expected + expected.Amount);
            if (IsTooLong(settings) || (wait > settings.LongestWait && !IsGuess(settings)))
            {
                return new(new QuotaLease(wait, QuotaRefusal.WaitIsTooLong));
            }

            _queue.Add(call, priority);
            position = new QueuePosition(before.Count + 1, wait);
        }

        ServeQueue();
        progress?.Report(position);
        return new(call.WaitAsync(Leave, cancellationToken));
    }

    private void Serve()
    {
        ServeQueue();
        Share();
    }

    private void ServeQueue()
    {
        List<(WaitingCall Call, QuotaLease Lease)> served = [];
        List<(IProgress<QueuePosition> Progress, QueuePosition Position)> told = [];
        lock (_lock)
        {
            if (_disposed || _queue.Count == 0)
            {
                return;
            }

            var settings = Refill();
            while (IsTooLong(settings) && _queue.First is { } late)
            {
                _queue.Remove(late);
                served.Add((late, new QuotaLease(UntilOpen(), QuotaRefusal.WaitIsTooLong)));
            }

            while (_queue.First is { } first)
            {
                var expected = _workload.Expect(first.Tokens, settings.CountsReads);
                if (!CanGo(expected.Amount, settings))
                {
                    break;
                }

                _queue.Remove(first);
                served.Add((first, Grant(first.Tokens, expected)));
            }

            Tell(told);
            Schedule(settings);
        }

        served.ForEach(static granted => granted.Call.Grant(granted.Lease));
        told.ForEach(static waiting => waiting.Progress.Report(waiting.Position));
    }

    private void Tell(List<(IProgress<QueuePosition> Progress, QueuePosition Position)> told)
    {
        var now = _time.GetTimestamp();
        if (_queue.Watchers == 0 || _time.GetElapsedTime(_toldAt, now) < LongestSleep)
        {
            return;
        }

        _toldAt = now;
        var ahead = default(QuotaAmount);
        var position = 0;
        foreach (var call in _queue.All)
        {
            (ahead, position) = (ahead + call.Expected, position + 1);
            if (call.Progress is { } progress)
            {
                told.Add((progress, new QueuePosition(position, WaitToPass(ahead))));
            }
        }
    }

    private void Leave(WaitingCall call)
    {
        lock (_lock)
        {
            _queue.Remove(call);
        }

        Serve();
    }

    /// <summary>A gate may be closed for days; nobody waits for that without knowing.</summary>
    private bool IsTooLong(PoolSettings settings) => !settings.IsOff && UntilOpen() > PoolSettings.LongestGate;

    private bool CanGo(QuotaAmount amount, PoolSettings settings) =>
        settings.IsOff || (UntilOpen() == TimeSpan.Zero && _running.Count < (settings.MaxConcurrency ?? int.MaxValue) && _buckets.Holds(amount));

    private QuotaLease Grant(AttemptTokens tokens, ExpectedTokens expected)
    {
        var lease = new QuotaLease(this, tokens, expected) { OnItsWay = expected.Amount };
        var sent = (At: _time.GetTimestamp(), Drawn: _buckets.Drawn + new QuotaAmount(1, expected.Reserved, 0), _buckets.OnItsWay);
        _buckets.Take(expected.Amount);
        _buckets.Send(expected.Amount);
        _sharing?.Use(expected.Amount);
        lease.Sent = sent;
        _running.Add(lease);
        _writing++;
        return lease;
    }

    /// <summary>Refills the buckets, under the limits that hold by now.</summary>
    private PoolSettings Refill()
    {
        var settings = _settings();
        var now = _time.GetTimestamp();
        if (now > _refilledAt)
        {
            _buckets.Refill(_time.GetElapsedTime(_refilledAt, now).TotalMinutes);
            _refilledAt = now;
        }

        WatchOutput(now);

        _buckets.Limit(LimitsOf(settings));
        return settings;
    }

    /// <summary>An answer that runs for longer than was expected takes more than was expected, and nobody tells before its end.</summary>
    private void WatchOutput(long now)
    {
        var passed = _time.GetElapsedTime(_watchedAt, now);
        if (passed < BetweenLooks)
        {
            return;
        }

        _watchedAt = now;
        _toBeWritten = 0;
        _running.RemoveWhere(lease => _time.GetElapsedTime(lease.Sent.At, now) > PoolSettings.LongestAnswer);
        _workload.Output.Pass(passed.TotalSeconds, _writing);
        _writing = 0;
        foreach (var lease in _running)
        {
            var written = Math.Min(lease.Tokens.MaxOutput, _workload.Output.WrittenAfter(_time.GetElapsedTime(lease.Sent.At, now).TotalSeconds));
            if (written > lease.Taken.OutputTokens)
            {
                Settle(lease, lease.Taken with { OutputTokens = written });
            }

            _toBeWritten += lease.Taken.OutputTokens - written;
            _writing += written < lease.Tokens.MaxOutput ? 1 : 0;
        }
    }

    private bool IsGuess(PoolSettings settings) => settings.Configured.Requests is null && _told.Requests is null;

    private QuotaLimits LimitsOf(PoolSettings settings)
    {
        var isSilent = _silentAnswers >= PoolSettings.MostSilentAnswers;
        return settings.Configured.Or(_told).Over(isSilent ? default : PoolSettings.UntilTold);
    }

    /// <summary>Closed means that the buckets are filled again from a time to come.</summary>
    private TimeSpan UntilOpen()
    {
        var now = _time.GetTimestamp();
        return _refilledAt > now ? _time.GetElapsedTime(now, _refilledAt) : TimeSpan.Zero;
    }

    private TimeSpan WaitToPass(QuotaAmount amount) => UntilOpen() + (MayBeGranted ? TimeSpan.Zero : RoundUp(_buckets.MinutesToPass(amount)));

    private long DueTime(CallPriority priority) =>
        _time.GetTimestamp() + ((CallPriority.High - priority) * PoolSettings.HeadStart.Ticks * _time.TimestampFrequency / TimeSpan.TicksPerSecond);

    /// <summary>Looked at every second at least: limits may have changed, or been switched off, for those who wait already.</summary>
    private void Schedule(PoolSettings settings)
    {
        if (!_disposed && _queue.First is { } first)
        {
            var expected = _workload.Expect(first.Tokens, settings.CountsReads);
            var minutes = _sharing is { IsAway: false } shared ? shared.UntilAsking.TotalMinutes : _buckets.MinutesUntil(expected.Amount);
            var wait = UntilOpen() + RoundUp(minutes);
            _timer.Change(wait > TimeSpan.Zero && wait < LongestSleep ? wait : LongestSleep, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>A timer that fires a tick early would find too little.</summary>
    private static TimeSpan RoundUp(double minutes) =>
        TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(minutes * 60_000), TimeSpan.MaxValue.TotalMilliseconds / 2));
}
