using System.Diagnostics.Metrics;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.RateLimiting;

/// <summary>Counts what waiting for quota comes to, by pool.</summary>
internal sealed class RateLimitingMetrics(Meter meter)
{
    private readonly Histogram<double> _wait = meter.CreateHistogram<double>(
        "promptcaching.ratelimiting.wait", "s", "The time for which an attempt waited for quota.");

    private readonly Counter<long> _refused = meter.CreateCounter<long>(
        "promptcaching.ratelimiting.refused", "{call}", "Calls that were not let into the queue.");

    private readonly Counter<long> _closed = meter.CreateCounter<long>(
        "promptcaching.ratelimiting.closed", "{time}", "Times that the API refused an attempt for its limits, and the gate was closed.");

    public void Waited(PoolKey pool, TimeSpan time)
    {
        if (_wait.Enabled)
        {
            _wait.Record(time.TotalSeconds, Tag(pool));
        }
    }

    public void Refused(PoolKey pool) => _refused.Add(1, Tag(pool));

    public void Closed(PoolKey pool) => _closed.Add(1, Tag(pool));

    private static KeyValuePair<string, object?> Tag(PoolKey pool) => new("pool", pool.ToString());
}
