using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

/// <summary>A bucket of a hundred a minute, of which a quarter comes to this process.</summary>
public sealed class QuotaBucketSharingTests
{
    private static readonly BucketOffer Nothing = new(0, 0, 0, 0, null);

    [Fact]
    public void It_begins_empty_but_for_what_is_on_its_way_and_no_time_fills_it()
    {
        var bucket = new QuotaBucket { Filling = BucketFilling.Granted(4) };
        bucket.Send(5);

        bucket.Limit(100);
        bucket.Refill(1);

        bucket.Level.Should().Be(-5);
    }

    [Fact]
    public void What_is_granted_is_bounded_by_the_whole_bucket_because_one_call_may_need_more_than_a_part()
    {
        Granted(50).Holds(80).Should().BeFalse();
        Granted(80).Holds(80).Should().BeTrue();
        Granted(98).Holds(250).Should().BeTrue();
    }

    [Fact]
    public void What_comes_in_a_time_is_its_part_of_it() => Granted().In(0.5).Should().Be(12.5);

    [Fact]
    public void Without_a_limit_nothing_needs_to_be_kept_ready_or_said()
    {
        var unlimited = new QuotaBucket { Filling = BucketFilling.Granted(4) };

        unlimited.In(0.5).Should().Be(0);
        unlimited.Offer(next: 10, wanted: 20).Should().Be(default(BucketOffer));
    }

    [Fact]
    public void It_asks_for_what_the_next_call_lacks_and_for_what_calls_would_use_soon() =>
        Granted(10).Offer(next: 30, wanted: 100).Should().Be(new BucketOffer(20, 90, 0, 0, null));

    [Fact]
    public void What_the_next_call_needs_is_asked_for_also_where_calls_are_said_to_use_less() =>
        Granted(10).Offer(next: 30, wanted: 15).Should().Be(new BucketOffer(20, 20, 0, 0, null));

    [Fact]
    public void Nobody_waits_for_more_than_the_whole_bucket() =>
        Granted(10).Offer(next: 250, wanted: 250).Should().Be(new BucketOffer(88, 240, 0, 0, null));

    [Fact]
    public void Where_no_call_waits_there_is_no_least() => Granted(10).Offer(next: 0, wanted: 40).Should().Be(new BucketOffer(0, 30, 0, 0, null));

    [Theory]
    [InlineData(0, 20, 30)]
    [InlineData(30, 20, 20)]
    public void What_neither_the_next_call_nor_those_to_come_need_goes_back(double next, double wanted, double surplus)
    {
        var bucket = Granted(50);

        bucket.Offer(next, wanted).Should().Be(new BucketOffer(0, 0, surplus, 0, null));

        bucket.Level.Should().Be(50 - surplus);
    }

    [Fact]
    public void A_debt_is_said_and_stays_until_it_is_settled()
    {
        var bucket = Granted(5);
        bucket.Take(20);

        var offer = bucket.Offer(next: 30, wanted: 30);
        offer.Should().Be(new BucketOffer(30, 30, -15, 0, null));
        bucket.Level.Should().Be(-15);
        bucket.Settle(offer, granted: 30);

        bucket.Level.Should().Be(30);
    }

    [Fact]
    public void What_went_back_is_not_had_again_when_the_exchange_was_made()
    {
        var bucket = Granted(50);

        bucket.Settle(bucket.Offer(next: 0, wanted: 20), granted: 7);

        bucket.Level.Should().Be(27);
    }

    [Fact]
    public void Alone_it_fills_with_its_part_up_to_its_part_of_the_bucket()
    {
        var bucket = Alone();

        bucket.Refill(0.5);
        bucket.Level.Should().Be(12.5);
        bucket.MinutesUntil(20).Should().BeApproximately(0.3, 1e-9);
        bucket.Refill(1);

        bucket.Level.Should().BeApproximately(24.5, 1e-9);
        bucket.Holds(80).Should().BeTrue("it is as full as it gets");
    }

    [Fact]
    public void Alone_it_keeps_a_balance_that_is_larger_than_its_part()
    {
        var bucket = Granted(90);
        bucket.Filling = BucketFilling.Alone(4);

        bucket.Limit(100);
        bucket.Refill(0.1);
        bucket.Level.Should().Be(90);
        bucket.Take(-5);

        bucket.Level.Should().Be(95);
        bucket.Offer(next: 0, wanted: 0).Returned.Should().Be(0, "whether an exchange that fails was made nobody knows");
    }

    [Fact]
    public void What_came_by_time_while_it_was_alone_is_told_until_it_is_settled()
    {
        var bucket = Alone();
        bucket.Refill(0.5);
        bucket.Take(2);
        bucket.Refill(0.1);
        var offer = bucket.Offer(next: 0, wanted: 0);
        offer.SpentAlone.Should().BeApproximately(15, 1e-9);

        bucket.Refill(0.1);
        bucket.Settle(offer, granted: 0);
        bucket.Offer(next: 0, wanted: 0).SpentAlone.Should().BeApproximately(2.5, 1e-9, "this came after the exchange was made");
        bucket.Settle(offer, granted: 0);

        bucket.Offer(next: 0, wanted: 0).SpentAlone.Should().Be(0);
    }

    [Fact]
    public void What_comes_by_time_to_a_bucket_of_its_own_is_owed_to_nobody()
    {
        var bucket = new QuotaBucket();
        bucket.Limit(100);
        bucket.Take(50);
        bucket.Refill(0.1);

        bucket.Offer(next: 0, wanted: 0).SpentAlone.Should().Be(0);
    }

    [Fact]
    public void What_the_api_has_at_most_is_told_to_all_once_less_what_is_kept_here()
    {
        var bucket = Granted(50);

        bucket.Correct(least: 0, most: 30);
        bucket.Correct(least: 0, most: 60);

        bucket.Level.Should().Be(50, "what was granted stays granted");
        bucket.Offer(next: 0, wanted: 20).MostLeft.Should().Be(28 - 20);
        bucket.Offer(next: 0, wanted: 20).MostLeft.Should().BeNull();
    }

    [Fact]
    public void What_the_api_has_at_most_grows_by_the_minute_and_falls_with_what_is_taken()
    {
        var bucket = Granted();

        bucket.Correct(least: 0, most: 30);
        bucket.Refill(0.1);
        bucket.Take(4);

        bucket.Offer(next: 0, wanted: 0).MostLeft.Should().BeApproximately(28 + 10 - 4, 1e-9);
    }

    [Fact]
    public void Before_there_is_a_limit_nothing_is_said_of_what_the_api_has()
    {
        var bucket = new QuotaBucket { Filling = BucketFilling.Granted(4) };
        bucket.Refill(0);
        bucket.Limit(100);

        bucket.Offer(next: 0, wanted: 0).Should().Be(Nothing);
    }

    [Fact]
    public void Alone_it_holds_no_more_than_the_api_has_and_makes_up_for_nothing()
    {
        var bucket = Granted(50);
        bucket.Filling = BucketFilling.Alone(4);
        bucket.Correct(least: 0, most: 12);
        bucket.Level.Should().Be(10);

        bucket.Correct(least: 90, most: 98);
        bucket.Refill(0.1);

        bucket.Level.Should().BeApproximately(12.5, 1e-9, "what the API has belongs to all");
    }

    [Fact]
    public void A_refusal_empties_it_and_all_are_told()
    {
        var bucket = Granted(50);

        bucket.Drain(committed: 30);

        bucket.Level.Should().Be(0);
        bucket.Offer(next: 0, wanted: 0).MostLeft.Should().Be(-30);
    }

    [Fact]
    public void A_refusal_does_not_raise_what_the_api_was_known_to_have_at_most()
    {
        var bucket = Granted();
        bucket.Correct(least: -60, most: -48);

        bucket.Drain(committed: 30);

        bucket.Offer(next: 0, wanted: 0).MostLeft.Should().Be(-50);
    }

    private static QuotaBucket Granted(double balance = 0)
    {
        var bucket = new QuotaBucket { Filling = BucketFilling.Granted(4) };
        bucket.Limit(100);
        bucket.Settle(Nothing, balance);
        return bucket;
    }

    private static QuotaBucket Alone()
    {
        var bucket = Granted();
        bucket.Filling = BucketFilling.Alone(4);
        return bucket;
    }
}
