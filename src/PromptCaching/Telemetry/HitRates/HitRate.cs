using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Telemetry.HitRates;

/// <summary>The share of the latest calls that found something in a cache, of those that could have.</summary>
internal sealed class HitRate
{
    public const int Window = 100;
    private readonly object _lock = new();
    private readonly bool[] _latest = new bool[Window];
    private readonly Func<double> _target;
    private readonly ILogger _logger;
    private long _count;
    private int _hits;
    private bool _isBelow;

    public HitRate(Meter meter, Func<double> target, ILogger logger)
    {
        (_target, _logger) = (target, logger);
        meter.CreateObservableGauge(
            "promptcaching.hit_rate", Observe, "1", "The share of the latest 100 calls that found something in a cache, of those that could have.");
    }

    /// <summary>Counts a call; says so once when too few find anything, and again only after enough did.</summary>
    public void Note(CallReport report)
    {
        if (HitJudgement.IsHit(report) is not { } isHit)
        {
            return;
        }

        double? warned = null;
        var target = _target();
        lock (_lock)
        {
            Add(isHit);
            if (_count >= Window)
            {
                var rate = (double)_hits / Window;
                warned = rate < target && !_isBelow ? rate : null;
                _isBelow = rate < target;
            }
        }

        if (warned is { } below)
        {
            _logger.HitRateIsLow(below, Window, target);
        }
    }

    private void Add(bool isHit)
    {
        ref var place = ref _latest[_count++ % Window];
        _hits += (isHit ? 1 : 0) - (place ? 1 : 0);
        place = isHit;
    }

    private IEnumerable<Measurement<double>> Observe()
    {
        lock (_lock)
        {
            return _count == 0 ? [] : [new Measurement<double>((double)_hits / Math.Min(_count, Window))];
        }
    }
}
