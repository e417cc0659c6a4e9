using PromptCaching.CacheControl;

namespace PromptCaching.Tests.CacheControl;

/// <summary>What is wrong is named with its value and what to set instead.</summary>
public sealed class CacheControlOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_right() => Failures(new CacheControlOptions()).Should().BeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Every_share_from_none_to_all_is_right(double share) => Failures(new CacheControlOptions { TreatedShare = share }).Should().BeEmpty();

    [Theory]
    [InlineData(-0.1, "Claude:CacheControl:TreatedShare is -0.1; set it between 0 and 1.")]
    [InlineData(25, "Claude:CacheControl:TreatedShare is 25; set it between 0 and 1.")]
    public void A_share_that_is_none_is_wrong(double share, string message) =>
        Failures(new CacheControlOptions { TreatedShare = share }).Should().Equal(message);

    [Fact]
    public void Values_that_have_no_name_are_wrong() =>
        Failures(new CacheControlOptions { Placement = (CacheControlPlacement)9, Platform = (ClaudePlatform)9 }).Should().Equal(
            "Claude:CacheControl:Placement is 9; set one of Learned, Habit, AsSent.",
            "Claude:CacheControl:Platform is 9; set one of ClaudeApi, LegacyBedrock.");

    [Fact]
    public void Every_wrong_minimum_is_named_with_its_model() =>
        Failures(new CacheControlOptions { MinTokens = { ["a"] = -1, ["b"] = 1024, ["c"] = 2_000_000 } }).Should().Equal(
            "Claude:CacheControl:MinTokens:a is -1; set it between 0 and 1000000.",
            "Claude:CacheControl:MinTokens:c is 2000000; set it between 0 and 1000000.");

    [Fact]
    public void No_dictionary_at_all_is_wrong() =>
        Failures(new CacheControlOptions { MinTokens = null! }).Should().ContainSingle().Which.Should().Contain("MinTokens is null");

    [Fact]
    public void At_least_one_time_to_live_has_to_be_allowed() =>
        Failures(new CacheControlOptions { AllowFiveMinutes = false, AllowOneHour = false }).Should().ContainSingle()
            .Which.Should().Contain("AllowOneHour").And.Contain("Placement");

    private static IEnumerable<string> Failures(CacheControlOptions options) =>
        new CacheControlOptionsValidator().Validate(ClaudeDefaults.ClientName, options).Failures ?? [];
}
