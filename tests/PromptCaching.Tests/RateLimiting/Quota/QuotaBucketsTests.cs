using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>Buckets of 100 requests, 1,000 input and 10,000 output tokens a minute, which hold 98, 980 and 9,800.</summary>
public sealed class QuotaBucketsTests
{
    private readonly QuotaBuckets _buckets = new();

    public QuotaBucketsTests() => _buckets.Limit(new QuotaLimits(100, 1_000, 10_000));

    public static TheoryData<QuotaAmount> TooMuch => [new(50, 0, 0), new(0, 500, 0), new(0, 0, 5_000)];

    [Fact]
    public void Each_has_its_own_limit_and_what_has_none_is_unknown()
    {
        _buckets.Limits.Should().Be(new QuotaLimits(100, 1_000, 10_000));
        _buckets.Level.Should().Be(new QuotaAmount(98, 980, 9_800));

        _buckets.Limit(new QuotaLimits(100, null, 10_000));
        _buckets.Limits.Should().Be(new QuotaLimits(100, null, 10_000));
        _buckets.Limit(default);
        _buckets.Limits.Should().Be(default(QuotaLimits));
    }

    [Fact]
    public void Each_gives_is_sent_from_and_fills_by_itself()
    {
        _buckets.Take(new(10, 200, 3_000));
        _buckets.Send(new(1, 20, 300));
        _buckets.Arrive(new(0.5, 5, 50));

        _buckets.Level.Should().Be(new QuotaAmount(88, 780, 6_800));
        _buckets.Drawn.Should().Be(new QuotaAmount(10, 200, 3_000));
        _buckets.OnItsWay.Should().Be(new QuotaAmount(0.5, 15, 250));
        _buckets.Refill(0.05);
        _buckets.Level.Should().Be(new QuotaAmount(93, 830, 7_300));
    }

    [Theory]
    [MemberData(nameof(TooMuch))]
    public void Whichever_has_too_little_holds_a_call_up(QuotaAmount needed)
    {
        _buckets.Take(_buckets.Level);

        _buckets.Holds(default).Should().BeTrue();
        _buckets.Holds(needed).Should().BeFalse();
        _buckets.MinutesUntil(needed).Should().BeApproximately(0.5, 1e-9);
        _buckets.MinutesToPass(needed).Should().BeApproximately(0.5, 1e-9);
    }

    [Fact]
    public void The_slowest_of_them_decides_how_long_it_takes()
    {
        _buckets.Take(_buckets.Level);

        _buckets.MinutesUntil(new(30, 200, 1_000)).Should().BeApproximately(0.3, 1e-9);
        _buckets.MinutesUntil(new(10, 300, 2_000)).Should().BeApproximately(0.3, 1e-9);
        _buckets.MinutesUntil(new(20, 100, 3_000)).Should().BeApproximately(0.3, 1e-9);
        _buckets.MinutesToPass(new(30, 200, 1_000)).Should().BeApproximately(0.3, 1e-9);
        _buckets.MinutesToPass(new(10, 300, 2_000)).Should().BeApproximately(0.3, 1e-9);
        _buckets.MinutesToPass(new(20, 100, 3_000)).Should().BeApproximately(0.3, 1e-9);
    }

    [Fact]
    public void A_whole_queue_takes_longer_than_filling_a_bucket_once()
    {
        var queue = new QuotaAmount(298, 0, 0);

        _buckets.MinutesUntil(queue).Should().Be(0);
        _buckets.MinutesToPass(queue).Should().BeApproximately(2, 1e-9);
    }

    [Fact]
    public void What_is_there_or_has_no_limit_takes_no_time()
    {
        _buckets.MinutesToPass(new(10, 100, 1_000)).Should().Be(0);
        _buckets.Limit(new QuotaLimits(null, 1_000, 10_000));

        _buckets.MinutesToPass(new(1e9, 0, 0)).Should().Be(0);
    }
}
