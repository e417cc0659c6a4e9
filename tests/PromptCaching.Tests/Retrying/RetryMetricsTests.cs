using System.Diagnostics.Metrics;
using PromptCaching.Retrying;

namespace PromptCaching.Tests.Retrying;

public sealed class RetryMetricsTests
{
    [Fact]
    public void Each_has_a_unit_and_says_what_it_is()
    {
        using var meter = new Meter("retry metrics under test");
        using var listener = new MeterListener();
        var instruments = new List<Instrument>();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == meter)
            {
                instruments.Add(instrument);
            }
        };
        listener.Start();

        _ = new RetryMetrics(meter);

        instruments.Select(static one => $"{one.Name["promptcaching.retrying.".Length..]} {one.Unit}").Should().Equal(
            "attempts {attempt}",
            "retries {retry}",
            "recovered {call}",
            "exhausted {call}",
            "ambiguous {attempt}",
            "refused {call}",
            "circuit_changes {change}");
        instruments.Should().OnlyContain(static one => one.Description!.EndsWith('.'));
    }
}
