using PromptCaching.RateLimiting.Quota;
using PromptCaching.Telemetry;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class WorkloadTests
{
    private static readonly AttemptTokens _unforeseen = new(null, 1_000, 50);
    private static readonly AttemptTokens _foreseen = new(new InputForecast(static () => (1_000, 800)), 0, 50);
    private readonly Workload _workload = new();

    [Fact]
    public void Before_anything_is_known_the_whole_prompt_is_expected_to_count() =>
        _workload.Expect(_unforeseen, countsReads: false).Should().Be(new ExpectedTokens(1_000, 0, 1_000, 1_000, 50));

    [Fact]
    public void What_the_prompt_cache_has_counts_only_where_reads_count()
    {
        _workload.Expect(_foreseen, countsReads: false).Should().Be(new ExpectedTokens(1_000, 800, 200, 200, 50));
        _workload.Expect(_foreseen, countsReads: true).Should().Be(new ExpectedTokens(1_000, 800, 1_000, 1_000, 50));
    }

    [Fact]
    public void An_answer_is_expected_to_come_to_what_answers_come_to_where_the_caller_allows_that()
    {
        _workload.Expect(_unforeseen with { MaxOutput = 100_000 }, countsReads: false).Output.Should().Be(1_000);
        _workload.Expect(_unforeseen, countsReads: false).Output.Should().Be(50);
    }

    [Fact]
    public void It_learns_how_estimates_compare_with_what_is_counted_and_how_far_they_were_off()
    {
        _workload.Learn(_foreseen, _workload.Expect(_foreseen, countsReads: false), new ActualTokens(1_500, 300));

        var expected = _workload.Expect(_foreseen, countsReads: false);

        expected.Input.Should().BeApproximately(300, 1e-9);
        expected.Reserved.Should().BeApproximately(400, 1e-9, "the last one was off by a hundred");
        expected.Amount.Should().BeEquivalentTo(new { Requests = 1.0, InputTokens = expected.Reserved, OutputTokens = 50.0 });
    }

    [Fact]
    public void Without_a_forecast_it_learns_what_part_of_a_prompt_counts()
    {
        _workload.Learn(_unforeseen, _workload.Expect(_unforeseen, countsReads: false), new ActualTokens(1_000, 250));

        _workload.Expect(_unforeseen, countsReads: false).Input.Should().BeApproximately(250, 1e-9);
        _workload.Expect(_foreseen, countsReads: false).Input.Should().BeApproximately(200, 1e-9, "a forecast knows better");
    }

    [Theory]
    [InlineData(0, 1_000)]
    [InlineData(1_000, 0)]
    public void Nothing_is_learnt_from_nothing(double expected, double actual)
    {
        _workload.Learn(_unforeseen, new ExpectedTokens(expected, 0, expected, expected, 0), new ActualTokens(actual, actual));

        _workload.Expect(_unforeseen, countsReads: false).Reserved.Should().Be(1_000);
    }

    [Fact]
    public void A_mean_takes_the_first_value_weighs_the_first_few_alike_and_later_ones_by_a_twentieth()
    {
        var mean = new RunningMean(7);
        mean.Value.Should().Be(7);
        mean.Add(10);
        mean.Value.Should().Be(10);
        mean.Add(20);
        mean.Value.Should().Be(15);
        for (var value = 0; value < 98; value++)
        {
            mean.Add(15);
        }

        mean.Add(115);

        mean.Value.Should().BeApproximately(20, 1e-9);
    }
}
