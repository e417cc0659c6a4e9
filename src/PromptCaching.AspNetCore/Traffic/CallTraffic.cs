namespace PromptCaching.AspNetCore.Traffic;

/// <summary>Watches the calls of one client go by: totals since the start, and the last minutes for those who ask how things are.</summary>
internal sealed class CallTraffic(TimeProvider time) : ICallObserver
{
    private const int MostRecent = 200;
    private static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);
    private readonly Lock _lock = new();
    private readonly Queue<RecentCall> _recent = new();
    private readonly SortedDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private readonly TrafficBook _book = new();
    private CallTotals _totals;
    private DateTimeOffset? _quotaRefusedAt;

    public void OnCallCompleted(CallReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        lock (_lock)
        {
            var now = time.GetUtcNow();
            _totals = _totals.With(report);
            _book.Add(report, now);
            if (report.Error is { } error)
            {
                _errors[error] = _errors.GetValueOrDefault(error) + 1;
            }

            if (_recent.Count == MostRecent)
            {
                _recent.Dequeue();
            }

            _recent.Enqueue(new RecentCall(now, report.Source, report.Error, report.QuotaWait));
        }
    }

    /// <summary>Takes note of a call that was not let into the queue for quota.</summary>
    public void RefusedByQuota()
    {
        lock (_lock)
        {
            _quotaRefusedAt = time.GetUtcNow();
        }
    }

    public CallStatistics Totals()
    {
        lock (_lock)
        {
            return _totals.ToStatistics(new SortedDictionary<string, long>(_errors, StringComparer.Ordinal));
        }
    }

    /// <summary>What happened lately; what is older says nothing about now.</summary>
    public RecentTraffic Recent()
    {
        lock (_lock)
        {
            var since = time.GetUtcNow() - Recently;
            return new RecentTraffic([.. _recent.Where(call => call.At >= since)], _quotaRefusedAt >= since);
        }
    }

    public LatencyStatistics Latency()
    {
        lock (_lock)
        {
            return _book.Latency;
        }
    }

    /// <summary>The latest verdicts, latest first.</summary>
    public IReadOnlyList<JudgedCall> Verdicts(int count, bool onlyMisses)
    {
        lock (_lock)
        {
            return _book.Verdicts.Latest(count, onlyMisses);
        }
    }

    /// <summary>What onlookers are shown.</summary>
    public TrafficPicture Picture()
    {
        lock (_lock)
        {
            return _book.At(time.GetUtcNow()) with { Failed = _totals.Failed };
        }
    }
}
