using PromptCaching.CacheControl.WarmFirst;

namespace PromptCaching.Tests.CacheControl.WarmFirst;

/// <summary>What is wrong is named with its value and what to set instead.</summary>
public sealed class WarmFirstOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_right() => Failures(new WarmFirstOptions()).Should().BeEmpty();

    [Fact]
    public void A_prefix_has_no_fewer_tokens_than_none() =>
        Failures(new WarmFirstOptions { MinTokens = -1 }).Should().Equal("Claude:WarmFirst:MinTokens is -1; set it between 0 and 1000000.");

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    public void A_wait_that_is_none_or_endless_is_wrong(int seconds) =>
        Failures(new WarmFirstOptions { LongestWait = TimeSpan.FromSeconds(seconds) }).Should().ContainSingle()
            .Which.Should().EndWith("set it between 00:00:00.0010000 and 00:10:00.");

    private static IEnumerable<string> Failures(WarmFirstOptions options) =>
        new WarmFirstOptionsValidator().Validate(ClaudeDefaults.ClientName, options).Failures ?? [];
}
