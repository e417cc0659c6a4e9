using PromptCaching.AspNetCore.Traffic;

namespace PromptCaching.AspNetCore.Tests.Traffic;

public sealed class LatencyCountsTests
{
    [Fact]
    public void Nothing_is_known_of_no_call() =>
        new LatencyCounts().Summary().Should().Be(new LatencySummary(0, null, null, null, null));

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.7)]
    [InlineData(35)]
    [InlineData(12_345)]
    [InlineData(1_200_000)]
    public void One_duration_comes_back_to_a_few_percent(double milliseconds)
    {
        var counts = new LatencyCounts();
        counts.Add(TimeSpan.FromMilliseconds(milliseconds));

        var summary = counts.Summary();
        summary.Mean.Should().BeApproximately(milliseconds, milliseconds * 0.001);
        summary.Median.Should().BeApproximately(milliseconds, milliseconds * 0.032);
        summary.Percentile99.Should().Be(summary.Median);
    }

    [Fact]
    public void Percentiles_are_right_to_a_few_percent()
    {
        var random = new Random(17);
        var sample = Enumerable.Range(0, 20_000).Select(_ => Math.Exp((random.NextDouble() * 9) - 1)).ToArray();
        var counts = new LatencyCounts();
        Array.ForEach(sample, milliseconds => counts.Add(TimeSpan.FromMilliseconds(milliseconds)));
        Array.Sort(sample);

        var summary = counts.Summary();
        summary.Mean.Should().BeApproximately(sample.Average(), sample.Average() * 0.001);
        Near(summary.Median, sample[9_999]);
        Near(summary.Percentile95, sample[18_999]);
        Near(summary.Percentile99, sample[19_799]);
    }

    [Fact]
    public void Absurd_durations_are_counted_at_the_ends()
    {
        var counts = new LatencyCounts();
        counts.Add(TimeSpan.Zero);
        counts.Add(TimeSpan.MaxValue);

        counts.Summary().Calls.Should().Be(2);
        counts.Summary().Percentile99.Should().BeGreaterThan(TimeSpan.FromHours(20).TotalMilliseconds);
    }

    private static void Near(double? percentile, double exact) => percentile.Should().BeApproximately(exact, exact * 0.035);
}
