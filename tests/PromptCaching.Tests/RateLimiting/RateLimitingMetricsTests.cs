using System.Diagnostics.Metrics;
using PromptCaching.Http;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting;

public sealed class RateLimitingMetricsTests : IDisposable
{
    private static readonly PoolKey Key = new(ClaudeEndpoint.Messages, "opus-5", false, null, "secret", null);
    private readonly Meter _meter = new("metrics under test");
    private readonly MeterListener _listener = new();
    private readonly List<Instrument> _instruments = [];
    private readonly List<string> _counted = [];

    public RateLimitingMetricsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _meter)
            {
                _instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Waits_are_told_in_seconds_and_events_one_by_one_by_pools_without_a_credential()
    {
        var metrics = new RateLimitingMetrics(_meter);

        metrics.Waited(Key, TimeSpan.FromMilliseconds(1_500));
        metrics.Refused(Key);
        metrics.Closed(Key with { IsFast = true });

        _counted.Should().Equal(
            "promptcaching.ratelimiting.wait 1.5 pool=Messages opus-5",
            "promptcaching.ratelimiting.refused 1 pool=Messages opus-5",
            "promptcaching.ratelimiting.closed 1 pool=Messages opus-5 fast");
    }

    [Fact]
    public void Each_has_a_unit_and_says_what_it_is()
    {
        _ = new RateLimitingMetrics(_meter);

        _instruments.Select(static one => one.Unit).Should().Equal("s", "{call}", "{time}");
        _instruments.Should().OnlyContain(static one => one.Description!.EndsWith('.'));
    }

    [Fact]
    public void Where_nobody_listens_a_wait_costs_nothing()
    {
        var metrics = new RateLimitingMetrics(_meter);
        _listener.Dispose();

        metrics.Waited(Key, TimeSpan.FromSeconds(1));

        _counted.Should().BeEmpty();
    }

    private void Count<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _counted.Add(FormattableString.Invariant($"{instrument.Name} {value} {tags[0].Key}={tags[0].Value}"));
}
