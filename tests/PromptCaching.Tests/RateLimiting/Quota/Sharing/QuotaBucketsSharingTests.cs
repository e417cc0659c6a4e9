using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota.Sharing;

/// <summary>Buckets of 100 requests, 1,000 input and 10,000 output tokens a minute, of which a half comes to this process.</summary>
public sealed class QuotaBucketsSharingTests
{
    private static readonly QuotaLimits All = new(100, 1_000, 10_000);
    private static readonly QuotaAmount Some = new(5, 60, 700);

    public static TheoryData<QuotaLimits, QuotaAmount> Each => new()
    {
        { new(100, null, null), new(1, 0, 0) },
        { new(null, 1_000, null), new(0, 1, 0) },
        { new(null, null, 10_000), new(0, 0, 1) },
    };

    [Theory]
    [MemberData(nameof(Each))]
    public void A_balance_or_a_debt_of_any_is_something_to_settle(QuotaLimits limits, QuotaAmount one)
    {
        var buckets = Shared(limits);
        buckets.HaveBalance.Should().BeFalse("what has no limit is of no interest to anybody");

        buckets.Take(one);
        buckets.HaveBalance.Should().BeTrue();
        buckets.Settle(default, one + one);
        buckets.HaveBalance.Should().BeTrue();
        buckets.Take(one);

        buckets.HaveBalance.Should().BeFalse();
    }

    [Fact]
    public void What_comes_in_a_time_is_a_part_of_each() => Shared(All).In(0.1).Should().Be(new QuotaAmount(5, 50, 500));

    [Theory]
    [MemberData(nameof(Each))]
    public void What_is_short_of_any_that_is_limited_is_not_enough(QuotaLimits limits, QuotaAmount one)
    {
        Shared(All).IsEnough(Some, Some).Should().BeTrue();
        Shared(All).IsEnough(Some, Some + one).Should().BeFalse();
        Shared(limits).IsEnough(Some, Some + one).Should().BeFalse();
        Shared(limits).IsEnough(Some, Some + new QuotaAmount(9, 9, 9) - new QuotaAmount(9 * one.Requests, 9 * one.InputTokens, 9 * one.OutputTokens))
            .Should().BeTrue("of the others there is no end");
    }

    [Fact]
    public void Each_asks_and_gets_for_itself()
    {
        var buckets = Shared(All);

        var offer = buckets.Offer(next: new(1, 20, 300), wanted: new(4, 50, 600));
        offer.Should().Be(new PoolOffer(new(1, 4, 0, 0, null), new(20, 50, 0, 0, null), new(300, 600, 0, 0, null)));
        buckets.Settle(offer, Some);

        buckets.Level.Should().Be(Some);
    }

    [Fact]
    public void A_debt_of_each_is_settled_by_itself()
    {
        var buckets = Shared(All);
        buckets.Take(Some);

        buckets.Settle(buckets.Offer(default, default), granted: default);

        buckets.Level.Should().Be(default(QuotaAmount));
    }

    private static QuotaBuckets Shared(QuotaLimits limits)
    {
        var buckets = new QuotaBuckets();
        buckets.Fill(BucketFilling.Granted(2));
        buckets.Limit(limits);
        return buckets;
    }
}
