namespace PromptCaching.Tests.Http;

public sealed class ClaudeCallTests
{
    [Fact]
    public void Wishes_are_put_together_one_by_one_the_nearest_first()
    {
        using var request = new HttpRequestMessage();
        new ClaudeCall { TimeToLive = TimeSpan.FromMinutes(1) }.Set(request);
        request.Headers.Add("x-promptcaching-ttl", "600");
        request.Headers.Add("x-promptcaching-cache-control", "as-sent");
        request.Headers.Add("x-promptcaching-prefix", "one-shot");
        using var outer = ClaudeCall.Use(new ClaudeCall { Scope = "tenant", ResponseCache = ResponseCacheMode.Bypass, Prefix = PrefixHint.Reused });
        using var inner = ClaudeCall.Use(new ClaudeCall { ResponseCache = ResponseCacheMode.Refresh, CacheControl = CacheControlMode.Auto });

        ClaudeCall.Of(request).Should().Be(new ClaudeCall
        {
            Scope = "tenant",
            ResponseCache = ResponseCacheMode.Refresh,
            TimeToLive = TimeSpan.FromMinutes(1),
            CacheControl = CacheControlMode.AsSent,
            Prefix = PrefixHint.OneShot,
        });
    }

    [Fact]
    public void A_scope_that_was_left_is_over()
    {
        using var request = new HttpRequestMessage();
        using (ClaudeCall.Use(new ClaudeCall { Scope = "tenant" }))
        {
            using (ClaudeCall.Use(new ClaudeCall { Scope = "other" }))
            {
                ClaudeCall.Of(request).Scope.Should().Be("other");
            }

            ClaudeCall.Of(request).Scope.Should().Be("tenant");
        }

        ClaudeCall.Of(request).Should().Be(new ClaudeCall());
    }

    [Theory]
    [InlineData("reused", PrefixHint.Reused)]
    [InlineData("one-shot", PrefixHint.OneShot)]
    public void The_future_of_a_prompt_can_be_said_in_a_header(string value, PrefixHint expected)
    {
        using var request = new HttpRequestMessage();
        request.Headers.Add("x-promptcaching-prefix", value);

        ClaudeCall.Of(request).Prefix.Should().Be(expected);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_time_to_live_that_is_none_is_refused(int seconds) =>
        ((Func<ClaudeCall>)(() => new ClaudeCall { TimeToLive = TimeSpan.FromSeconds(seconds) })).Should().Throw<ArgumentOutOfRangeException>();

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_scope_without_a_name_is_refused(string scope) =>
        ((Func<ClaudeCall>)(() => new ClaudeCall { Scope = scope })).Should().Throw<ArgumentException>();

    [Fact]
    public void A_header_of_ours_that_nobody_knows_is_refused_with_the_known_ones()
    {
        using var request = new HttpRequestMessage();
        request.Headers.Add("x-promptcaching-bypass", "1");

        ((Func<ClaudeCall>)(() => ClaudeCall.Of(request))).Should().Throw<FormatException>()
            .WithMessage("*x-promptcaching-bypass*x-promptcaching-scope*x-promptcaching-response-cache*");
    }
}
