using PromptCaching.CacheControl.KeepWarm;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>What is wrong is named with its value and what to set instead.</summary>
public sealed class KeepWarmOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_right() => Failures(new KeepWarmOptions()).Should().BeEmpty();

    [Fact]
    public void A_day_costs_no_less_than_nothing() =>
        Failures(new KeepWarmOptions { MaxUsdPerDay = -1m }).Should().Equal("Claude:KeepWarm:MaxUsdPerDay is -1; set it between 0 and 100000.");

    [Fact]
    public void A_prefix_has_no_fewer_tokens_than_none() =>
        Failures(new KeepWarmOptions { MinTokens = -1 }).Should().Equal("Claude:KeepWarm:MinTokens is -1; set it between 0 and 1000000.");

    private static IEnumerable<string> Failures(KeepWarmOptions options) =>
        new KeepWarmOptionsValidator().Validate(ClaudeDefaults.ClientName, options).Failures ?? [];
}
