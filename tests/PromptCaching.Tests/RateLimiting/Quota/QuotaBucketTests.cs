using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class QuotaBucketTests
{
    private const double Headroom = 0.02;
    private readonly QuotaBucket _bucket = new();

    [Fact]
    public void Without_a_limit_it_holds_everything()
    {
        _bucket.Take(1e9);
        _bucket.Refill(1);

        _bucket.Holds(1e12).Should().BeTrue();
        _bucket.MinutesUntil(1e12).Should().Be(0);
    }

    [Fact]
    public void It_begins_full_but_for_the_headroom_and_refills_evenly()
    {
        _bucket.Limit(100);
        _bucket.Level.Should().Be(98);
        _bucket.Take(98);

        _bucket.Refill(0.25);

        _bucket.Level.Should().Be(25);
        _bucket.MinutesUntil(50).Should().Be(0.25);
    }

    [Fact]
    public void What_is_larger_than_the_bucket_leaves_when_it_is_full_and_is_owed_for()
    {
        _bucket.Limit(100);

        _bucket.Holds(250).Should().BeTrue();
        _bucket.Take(250);

        _bucket.MinutesUntil(1).Should().BeApproximately(1.53, 1e-9);
    }

    [Fact]
    public void A_lower_limit_takes_what_no_longer_fits()
    {
        _bucket.Limit(100);
        _bucket.Limit(50);

        _bucket.Level.Should().Be(49);
    }

    [Fact]
    public void A_first_limit_leaves_room_for_what_is_on_its_way()
    {
        _bucket.Send(40);
        _bucket.Limit(100);

        _bucket.Level.Should().Be(58);
    }

    [Fact]
    public void It_never_counts_on_more_than_the_api_says_that_it_has()
    {
        _bucket.Limit(100);

        _bucket.Correct(least: 10, most: 30);

        _bucket.Level.Should().Be(30 - (100 * Headroom));
    }

    [Fact]
    public void What_the_api_has_and_we_did_not_know_of_is_made_up_for_at_twice_the_pace()
    {
        _bucket.Limit(100);
        _bucket.Take(98);
        _bucket.Correct(least: 52, most: 60);
        _bucket.Level.Should().Be(0, "a crowd must not leave in one instant");

        _bucket.Refill(0.1);
        _bucket.Level.Should().BeApproximately(20, 1e-9);
        _bucket.Refill(0.6);
        _bucket.Level.Should().BeApproximately(98, 1e-9, "fifty were owed and no more");
    }

    [Fact]
    public void A_drained_bucket_is_as_empty_as_what_is_still_to_be_written_makes_it()
    {
        _bucket.Limit(100);

        _bucket.Drain(committed: 30);

        _bucket.Level.Should().Be(-30);
    }
}
