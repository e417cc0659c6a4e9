using PromptCaching.Storage;

namespace PromptCaching.Tests.Storage;

public sealed class LatencyHistogramTests
{
    private readonly LatencyHistogram _histogram = new();

    [Theory]
    [InlineData(-5, 9)]
    [InlineData(0, 9)]
    [InlineData(8, 9)]
    [InlineData(9, 10)]
    [InlineData(15, 16)]
    [InlineData(16, 18)]
    [InlineData(17, 18)]
    [InlineData(1_000_000, 1_048_576)]
    public void A_duration_is_told_as_the_end_of_its_box_in_ticks(long ticks, long expected)
    {
        _histogram.Add(TimeSpan.FromTicks(ticks));

        _histogram.Percentile(1).Ticks.Should().Be(expected);
    }

    [Fact]
    public void What_is_longer_than_all_boxes_is_in_the_last()
    {
        _histogram.Add(TimeSpan.MaxValue);
        _histogram.Add(TimeSpan.FromHours(10));

        _histogram.Percentile(1).Should().Be(TimeSpan.FromTicks(1L << 34));
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(0.25, 9)]
    [InlineData(0.26, 18)]
    [InlineData(0.5, 18)]
    [InlineData(0.75, 36)]
    [InlineData(1, 72)]
    public void A_percentile_is_where_that_many_are_no_longer(double share, long expected)
    {
        foreach (var ticks in (long[])[64, 8, 32, 16])
        {
            _histogram.Add(TimeSpan.FromTicks(ticks));
        }

        _histogram.Percentile(share).Ticks.Should().Be(expected);
    }

    [Fact]
    public void Of_nothing_every_percentile_is_zero() => _histogram.Percentile(0.5).Should().Be(TimeSpan.Zero);
}
