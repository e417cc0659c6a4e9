using PromptCaching.Http;
using PromptCaching.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting;

public sealed class PoolSettingsOfOptionsTests
{
    private static readonly PoolKey _opus = new(ClaudeEndpoint.Messages, "opus-5", false, null, null, null);

    [Fact]
    public void What_is_set_for_all_holds_for_each_pool()
    {
        var options = new RateLimitingOptions
        {
            RequestsPerMinute = 1, InputTokensPerMinute = 2, OutputTokensPerMinute = 3, MaxConcurrency = 4, QueueLimit = 5, LongestWait = TimeSpan.FromSeconds(6),
        };

        options.ToPoolSettings(_opus).Should().Be(new PoolSettings
        {
            Configured = new QuotaLimits(1, 2, 3), MaxConcurrency = 4, QueueLimit = 5, LongestWait = TimeSpan.FromSeconds(6),
        });
    }

    [Fact]
    public void Counting_tokens_is_limited_in_requests_alone()
    {
        var options = new RateLimitingOptions { RequestsPerMinute = 1, InputTokensPerMinute = 2, OutputTokensPerMinute = 3, MaxConcurrency = 4 };

        var settings = options.ToPoolSettings(_opus with { Endpoint = ClaudeEndpoint.CountTokens, Class = "" });

        settings.Configured.Should().Be(new QuotaLimits(1, null, null));
        settings.MaxConcurrency.Should().BeNull();
    }

    [Theory]
    [InlineData("opus-5")]
    [InlineData("claude-opus-5")]
    public void A_class_may_have_limits_of_its_own_by_its_name_or_a_model_s(string name)
    {
        var options = new RateLimitingOptions { RequestsPerMinute = 1, InputTokensPerMinute = 2, OutputTokensPerMinute = 3 };
        options.Classes["claude-haiku-4-5"] = new() { RequestsPerMinute = 99 };
        options.Classes[name] = new() { RequestsPerMinute = 10, InputTokensPerMinute = 20, OutputTokensPerMinute = 30 };

        options.ToPoolSettings(_opus).Configured.Should().Be(new QuotaLimits(10, 20, 30));
        options.ToPoolSettings(_opus with { Class = "sonnet-5" }).Configured.Should().Be(new QuotaLimits(1, 2, 3));
    }

    [Fact]
    public void Where_a_class_is_silent_what_is_set_for_all_holds()
    {
        var options = new RateLimitingOptions { RequestsPerMinute = 1, InputTokensPerMinute = 2, OutputTokensPerMinute = 3, Classes = { ["opus-5"] = new() } };

        options.ToPoolSettings(_opus).Configured.Should().Be(new QuotaLimits(1, 2, 3));
    }

    [Fact]
    public void Reads_count_for_haiku_3_5_alone_unless_options_say_otherwise()
    {
        var haiku = _opus with { Class = "haiku-3-5" };

        new RateLimitingOptions().ToPoolSettings(haiku).CountsReads.Should().BeTrue();
        new RateLimitingOptions().ToPoolSettings(_opus).CountsReads.Should().BeFalse();
        new RateLimitingOptions { Classes = { ["haiku-3-5"] = new() { CachedReadsCount = false } } }.ToPoolSettings(haiku).CountsReads.Should().BeFalse();
        new RateLimitingOptions { Classes = { ["opus-5"] = new() { CachedReadsCount = true } } }.ToPoolSettings(_opus).CountsReads.Should().BeTrue();
    }

    [Fact]
    public void Without_a_longest_wait_calls_wait_until_their_callers_leave()
    {
        new RateLimitingOptions().ToPoolSettings(_opus).Should().BeEquivalentTo(new { IsOff = false, LongestWait = TimeSpan.MaxValue, QueueLimit = 1000 });
        new RateLimitingOptions { Enabled = false }.ToPoolSettings(_opus).IsOff.Should().BeTrue();
    }
}
