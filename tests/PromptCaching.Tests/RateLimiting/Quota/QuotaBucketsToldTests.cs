using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>What the API tells of buckets of 100 requests, 1,000 input and 10,000 output tokens a minute, which hold 98, 980 and 9,800.</summary>
public sealed class QuotaBucketsToldTests
{
    private static readonly ReportedBucket Plenty = new(10_000, 9_999, 0);
    private readonly QuotaBuckets _buckets = new();

    public QuotaBucketsToldTests() => _buckets.Limit(new QuotaLimits(100, 1_000, 10_000));

    [Fact]
    public void A_refusal_that_tells_nothing_empties_all_and_what_is_to_be_written_is_still_to_come()
    {
        _buckets.Drain(null, new(1, 100, 0), toBeWritten: 700);

        _buckets.Level.Should().Be(new QuotaAmount(0, 0, -700));
    }

    [Fact]
    public void A_refusal_that_finds_no_bucket_short_empties_all()
    {
        _buckets.Drain(new ReportedQuota(Plenty, new(1_000, null, 0), Plenty), new(1, 100, 0), toBeWritten: 700);

        _buckets.Level.Should().Be(new QuotaAmount(0, 0, -700));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Requests_are_short_where_not_one_is_left(double left, bool isShort)
    {
        _buckets.Drain(new ReportedQuota(new(100, left, 0), null, isShort ? Plenty : new(10_000, 0, 500)), new(1, 100, 0), toBeWritten: 0);

        _buckets.Level.Should().Be(isShort ? new QuotaAmount(0, 980, 9_800) : new QuotaAmount(98, 980, 0));
    }

    [Theory]
    [InlineData(501, true)]
    [InlineData(500, false)]
    public void Input_is_short_where_less_may_be_left_than_was_asked_for(double asked, bool isShort)
    {
        _buckets.Drain(new ReportedQuota(new(100, isShort ? 50 : 0, 0), new(1_000, 1_000, 500), null), new(1, asked, 0), toBeWritten: 0);

        _buckets.Level.Should().Be(isShort ? new QuotaAmount(98, 0, 9_800) : new QuotaAmount(0, 980, 9_800));
    }

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void Output_is_short_where_nothing_may_be_left(double left, bool isShort)
    {
        _buckets.Drain(new ReportedQuota(new(100, isShort ? 50 : 0, 0), null, new(10_000, left, 500)), new(1, 100, 0), toBeWritten: 700);

        _buckets.Level.Should().Be(isShort ? new QuotaAmount(98, 980, -700) : new QuotaAmount(0, 980, 9_800));
    }

    [Fact]
    public void Each_is_lowered_to_what_the_API_has_at_most_by_now()
    {
        _buckets.Correct(new ReportedQuota(new(100, 60, 0), new(1_000, 600, 50), new(10_000, 6_000, 500)), default, toBeWritten: 700, minutes: 0.1);

        _buckets.Level.Should().Be(new QuotaAmount(60 + 10 - 2, 600 + 50 + 100 - 20, 6_000 + 500 + 1_000 - 200 - 700));
    }

    [Fact]
    public void What_is_not_told_corrects_nothing()
    {
        _buckets.Correct(new ReportedQuota(null, new(1_000, null, 50), new(10_000, 0, 0)), default, toBeWritten: 0, minutes: 0);

        _buckets.Level.Should().Be(new QuotaAmount(98, 980, -200));
    }

    [Fact]
    public void What_the_API_has_for_sure_and_we_did_not_know_of_comes_back_less_what_it_may_not_have_seen()
    {
        _buckets.Take(_buckets.Level);
        var told = new ReportedQuota(new(100, 27, 0), new(1_000, 370, 50), new(10_000, 4_700, 500));

        _buckets.Correct(told, unseen: new(5, 100, 2_000), toBeWritten: 0, minutes: 0);
        _buckets.Refill(0.4);

        _buckets.Level.Should().BeEquivalentTo(
            new QuotaAmount(40 + 27 - 5 - 2, 400 + 370 - 50 - 100 - 20, 4_000 + 4_700 - 500 - 2_000 - 200), Roughly);
    }

    [Fact]
    public void Where_less_is_set_than_the_API_allows_the_rest_belongs_to_others()
    {
        _buckets.Take(_buckets.Level);

        _buckets.Correct(new ReportedQuota(new(101, 60, 0), null, null), default, toBeWritten: 0, minutes: 0);
        _buckets.Refill(0.1);

        _buckets.Level.Requests.Should().BeApproximately(10, 1e-9);
    }

    private static FluentAssertions.Equivalency.EquivalencyAssertionOptions<QuotaAmount> Roughly(
        FluentAssertions.Equivalency.EquivalencyAssertionOptions<QuotaAmount> options) => options
        .ComparingByMembers<QuotaAmount>()
        .Using<double>(static it => it.Subject.Should().BeApproximately(it.Expectation, 1e-6)).WhenTypeIs<double>();
}
