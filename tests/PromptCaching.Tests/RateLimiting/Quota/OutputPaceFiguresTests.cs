using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class OutputPaceFiguresTests
{
    private readonly OutputPace _pace = new();

    [Fact]
    public void Before_anything_ended_an_answer_comes_to_a_thousand_tokens_written_at_sixty_a_second()
    {
        _pace.Mean.Should().Be(1_000);
        _pace.WrittenAfter(10).Should().Be(750, "a quarter more than sixty a second is held, because answers differ in their speed");
    }

    [Fact]
    public void An_answer_that_has_ended_weighs_as_much_as_the_guess_less_what_it_was_counted_for_while_it_ran()
    {
        _pace.End(3_000, 10);

        _pace.Mean.Should().Be((3_000 - 600 + 1_000) / 2.0);
        _pace.WrittenAfter(10).Should().Be(3_750);
    }

    [Fact]
    public void What_runs_is_counted_while_it_runs_and_what_is_long_past_weighs_less()
    {
        _pace.End(3_000, 10);

        _pace.Pass(60, 2);

        var kept = Math.Exp(-1);
        _pace.Mean.Should().BeApproximately(((2_400 * kept) + (2 * 60 * 300) + 1_000) / (kept + 1), 1e-6);
    }

    [Fact]
    public void An_answer_that_was_left_takes_away_what_it_was_counted_for()
    {
        _pace.Pass(10, 3);

        _pace.Leave(10);

        _pace.Mean.Should().BeApproximately(1_000 + (2 * 600), 1e-6);
    }

    [Fact]
    public void However_much_was_left_an_answer_is_never_expected_to_come_to_less_than_the_guess()
    {
        _pace.Leave(100);

        _pace.Mean.Should().Be(1_000);
    }

    [Fact]
    public void However_many_came_to_nothing_one_token_is_expected()
    {
        for (var answer = 0; answer < 2_000; answer++)
        {
            _pace.End(0, 0);
        }

        _pace.Mean.Should().Be(1);
    }

    [Theory]
    [InlineData(0.05, 2_500)]
    [InlineData(0.049, 75)]
    public void An_answer_that_came_all_at_once_tells_nothing_of_the_speed(double seconds, double writtenInASecond)
    {
        _pace.End(100, seconds);

        _pace.WrittenAfter(1).Should().BeApproximately(writtenInASecond, 1e-6);
    }
}
