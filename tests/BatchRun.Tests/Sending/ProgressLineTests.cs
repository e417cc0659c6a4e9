using BatchRun.Sending;
using PromptCaching.Testing;

namespace BatchRun.Tests.Sending;

public sealed class ProgressLineTests
{
    [Fact]
    public void It_says_rate_hits_spend_and_the_time_left() =>
        ProgressLine.Of(new RunFigures(5000, 1000, 0.25m) { Succeeded = 1000, Hits = 990 }, TimeSpan.FromSeconds(10))
            .Should().Be("2,000 of 5,000, 100 a second, 99.0 % hits, 0.2500 USD, 30 s left");

    [Theory]
    [InlineData(7260, 1, "2:01 h")]
    [InlineData(3540, 1, "59:00 min")]
    [InlineData(3540, 10, "5:54 min")]
    [InlineData(3540, 3540, "1 s")]
    public void Time_is_said_in_the_unit_that_fits(int open, int rate, string left) =>
        ProgressLine.Of(new RunFigures(open + rate, 0, 0) { Succeeded = rate }, TimeSpan.FromSeconds(1)).Should().EndWith($", {left} left");

    [Fact]
    public void Before_the_first_result_nothing_is_known() =>
        ProgressLine.Of(new RunFigures(10, 0, 0), TimeSpan.Zero).Should().Contain("0 a second").And.EndWith("? left");

    [Fact]
    public async Task Where_there_is_no_terminal_each_tenth_has_a_line()
    {
        await using var screen = new StringWriter { NewLine = "\n" };
        var start = new RunFigures(40, 20, 0);

        await ProgressScreen.WriteLinesAsync(start, new ManualTimeProvider(), screen, report =>
        {
            for (var done = 1; done <= 20; done++)
            {
                report(start with { Succeeded = done });
            }

            return Task.CompletedTask;
        });

        screen.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(5)
            .And.HaveElementAt(0, "24 of 40, 0 a second, 0.0 % hits, 0.0000 USD, ? left");
    }
}
