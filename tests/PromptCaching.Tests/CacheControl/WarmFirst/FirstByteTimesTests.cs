using PromptCaching.CacheControl.WarmFirst;

namespace PromptCaching.Tests.CacheControl.WarmFirst;

public sealed class FirstByteTimesTests
{
    [Theory]
    [InlineData(2, new double[0])]
    [InlineData(1, new double[] { 1 })]
    [InlineData(3, new double[] { 4, 1, 3, 2 })]
    public void Three_of_four_had_begun_by_the_time_that_is_expected(double seconds, double[] seen) =>
        Expected(seen).Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void One_that_was_held_up_does_not_count() =>
        Expected([1, 1, 1, 60, 1, 1]).Should().Be(TimeSpan.FromSeconds(1));

    [Fact]
    public void What_was_long_ago_is_forgotten() =>
        Expected([.. Enumerable.Repeat(9.0, 50), .. Enumerable.Repeat(1.0, 16)]).Should().Be(TimeSpan.FromSeconds(1));

    private static TimeSpan Expected(double[] seen)
    {
        var times = new FirstByteTimes();
        foreach (var seconds in seen)
        {
            times.Learn(TimeSpan.FromSeconds(seconds));
        }

        return times.Expected;
    }
}
