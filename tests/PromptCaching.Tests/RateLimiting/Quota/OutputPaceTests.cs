using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class OutputPaceTests
{
    private readonly OutputPace _pace = new();

    [Fact]
    public void Short_answers_that_end_first_do_not_make_the_others_short()
    {
        // A hundred begin together at 60 tokens a second: ten of 60 tokens have ended after a second, ninety of 6,000 still run.
        _pace.Pass(1, 100);
        for (var answer = 0; answer < 10; answer++)
        {
            _pace.End(60, 1);
        }

        _pace.Mean.Should().BeGreaterThan(500);
    }

    [Fact]
    public void In_a_steady_flow_the_mean_is_that_of_the_answers()
    {
        for (var second = 0; second < 600; second++)
        {
            _pace.Pass(1, 50);
            for (var answer = 0; answer < 5; answer++)
            {
                _pace.End(600, 10);
            }
        }

        _pace.Mean.Should().BeApproximately(600, 30);
    }

    [Fact]
    public void It_learns_how_fast_answers_are_written()
    {
        for (var answer = 0; answer < 100; answer++)
        {
            _pace.Pass(1, 1);
            _pace.End(300, 10);
        }

        _pace.WrittenAfter(10).Should().BeInRange(300, 400);
    }

    [Fact]
    public void An_answer_that_was_left_teaches_nothing()
    {
        var before = _pace.Mean;
        _pace.Pass(10, 1);
        _pace.Leave(10);

        _pace.Mean.Should().BeApproximately(before, 1);
    }
}
