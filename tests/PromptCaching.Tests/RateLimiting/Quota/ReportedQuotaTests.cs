using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

public sealed class ReportedQuotaTests
{
    [Fact]
    public void Each_of_the_three_buckets_is_read_and_tokens_are_rounded_to_the_nearest_thousand()
    {
        var told = Of(isFast: false,
            ("anthropic-ratelimit-requests-limit", "50"), ("anthropic-ratelimit-requests-remaining", "49"),
            ("anthropic-ratelimit-input-tokens-limit", "30000"), ("anthropic-ratelimit-input-tokens-remaining", "29000"),
            ("anthropic-ratelimit-output-tokens-limit", "8000"), ("anthropic-ratelimit-output-tokens-remaining", "7000"));

        told.Should().Be(new ReportedQuota(new(50, 49, 0), new(30_000, 29_000, 500), new(8_000, 7_000, 500)));
        told!.Limits.Should().Be(new QuotaLimits(50, 30_000, 8_000));
    }

    [Fact]
    public void Fast_mode_is_counted_apart()
    {
        var headers = ("anthropic-fast-output-tokens-limit", "8000");

        Of(isFast: true, headers).Should().Be(new ReportedQuota(null, null, new(8_000, null, 500)));
        Of(isFast: false, headers).Should().BeNull();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("")]
    public void What_is_no_limit_tells_nothing(string limit) => Of(isFast: false, ("anthropic-ratelimit-requests-limit", limit)).Should().BeNull();

    [Fact]
    public void A_limit_may_be_told_without_what_is_left_but_not_the_reverse()
    {
        Of(isFast: false, ("anthropic-ratelimit-requests-limit", "1")).Should().Be(new ReportedQuota(new(1, null, 0), null, null));
        Of(isFast: false, ("anthropic-ratelimit-requests-remaining", "1")).Should().BeNull();
    }

    private static ReportedQuota? Of(bool isFast, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return ReportedQuota.Of(response, isFast);
    }
}
