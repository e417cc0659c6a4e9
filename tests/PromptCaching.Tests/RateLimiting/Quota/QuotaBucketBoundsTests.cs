using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>A bucket of a hundred a minute, which holds 98.</summary>
public sealed class QuotaBucketBoundsTests
{
    private readonly QuotaBucket _bucket = new();

    public QuotaBucketBoundsTests() => _bucket.Limit(100);

    [Fact]
    public void What_is_there_to_the_last_is_enough_and_a_millionth_is_not_worth_waiting_for()
    {
        _bucket.Holds(98).Should().BeTrue();
        _bucket.Take(98);

        _bucket.Holds(0.000001).Should().BeTrue();
        _bucket.Holds(0.000002).Should().BeFalse();
    }

    [Fact]
    public void Nothing_is_always_there_even_from_a_bucket_in_debt()
    {
        _bucket.Take(150);

        _bucket.Holds(0).Should().BeTrue();
        _bucket.MinutesUntil(0).Should().Be(0);
        _bucket.Holds(1).Should().BeFalse();
    }

    [Fact]
    public void What_is_larger_than_the_bucket_waits_for_a_full_one()
    {
        _bucket.Take(98);

        _bucket.MinutesUntil(250).Should().BeApproximately(0.98, 1e-9);
    }

    [Fact]
    public void The_same_limit_again_changes_nothing()
    {
        _bucket.Take(50);

        _bucket.Limit(100);

        _bucket.Level.Should().Be(48);
    }

    [Fact]
    public void A_higher_limit_gives_nothing_at_once()
    {
        _bucket.Take(98);

        _bucket.Limit(200);
        _bucket.Level.Should().Be(0);
        _bucket.Refill(0.1);

        _bucket.Level.Should().BeApproximately(20, 1e-9);
    }

    [Fact]
    public void A_limit_that_is_gone_leaves_no_bound()
    {
        _bucket.Limit(double.PositiveInfinity);

        _bucket.Holds(1e12).Should().BeTrue();
    }

    [Fact]
    public void What_comes_back_never_fills_it_above_its_bound()
    {
        _bucket.Take(-30);
        _bucket.Level.Should().Be(98);

        _bucket.Take(10);
        _bucket.Refill(1);
        _bucket.Level.Should().Be(98);
    }

    [Fact]
    public void It_knows_what_was_drawn_in_all_and_what_is_on_its_way()
    {
        _bucket.Take(5);
        _bucket.Take(-2);
        _bucket.Send(7);
        _bucket.Arrive(3);

        _bucket.Drawn.Should().Be(3);
        _bucket.OnItsWay.Should().Be(4);
    }

    [Fact]
    public void Without_a_limit_no_time_that_passes_leaves_a_mark()
    {
        var unlimited = new QuotaBucket();

        unlimited.Refill(0);
        unlimited.Drain(committed: 10);

        unlimited.Level.Should().Be(double.PositiveInfinity);
        unlimited.Holds(1e12).Should().BeTrue();
    }

    [Fact]
    public void What_is_owed_is_made_up_for_and_not_more()
    {
        _bucket.Take(98);
        _bucket.Correct(least: 52, most: 60);

        _bucket.Refill(0.3);
        _bucket.Level.Should().BeApproximately(60, 1e-9);
        _bucket.Refill(0.1);
        _bucket.Level.Should().BeApproximately(80, 1e-9);
        _bucket.Refill(0.05);
        _bucket.Level.Should().BeApproximately(90, 1e-9);
        _bucket.Take(90);
        _bucket.Refill(0.1);
        _bucket.Level.Should().BeApproximately(15, 1e-9, "five were still owed");
        _bucket.Refill(0.1);

        _bucket.Level.Should().BeApproximately(25, 1e-9);
    }

    [Fact]
    public void An_api_that_has_less_than_we_thought_owes_nothing()
    {
        _bucket.Correct(least: 10, most: 200);
        _bucket.Level.Should().Be(98);
        _bucket.Take(98);

        _bucket.Refill(0.1);

        _bucket.Level.Should().BeApproximately(10, 1e-9);
    }

    [Fact]
    public void What_the_api_has_at_most_raises_nothing()
    {
        _bucket.Take(60);

        _bucket.Correct(least: 0, most: 90);

        _bucket.Level.Should().Be(38);
    }

    [Fact]
    public void A_drained_bucket_is_owed_nothing_any_more()
    {
        _bucket.Take(98);
        _bucket.Correct(least: 52, most: 60);

        _bucket.Drain(committed: 0);
        _bucket.Refill(0.1);

        _bucket.Level.Should().BeApproximately(10, 1e-9);
    }

    [Fact]
    public void A_bucket_in_deeper_debt_stays_there_when_it_is_drained()
    {
        _bucket.Take(148);

        _bucket.Drain(committed: 30);

        _bucket.Level.Should().Be(-50);
    }
}
