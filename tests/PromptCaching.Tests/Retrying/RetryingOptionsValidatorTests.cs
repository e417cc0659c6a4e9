using PromptCaching.Retrying;

namespace PromptCaching.Tests.Retrying;

public sealed class RetryingOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_right() => Failures(new()).Should().BeEmpty();

    [Fact]
    public void No_limit_is_a_limit_too() =>
        Failures(new()
        {
            FirstByteTimeout = Timeout.InfiniteTimeSpan, AnswerTimeout = Timeout.InfiniteTimeSpan, IdleTimeout = Timeout.InfiniteTimeSpan,
        }).Should().BeEmpty();

    [Fact]
    public void What_is_wrong_is_named_with_its_value_and_the_fix()
    {
        Failures(new() { RetryBudget = -1 }).Should().Equal("Claude:Retrying:RetryBudget is -1; set it between 0 and 100.");
        Failures(new() { BreakerFailureShare = 0 }).Should().Equal("Claude:Retrying:BreakerFailureShare is 0; set it between 0.01 and 1.");
        Failures(new() { BreakerMinimumAttempts = 1 }).Should().Equal("Claude:Retrying:BreakerMinimumAttempts is 1; set it between 2 and 100000.");
        Failures(new() { BackoffFactor = 0.5 }).Should().Equal("Claude:Retrying:BackoffFactor is 0.5; set it between 1 and 10.");
        Failures(new() { BreakDuration = TimeSpan.Zero }).Should().ContainSingle().Which.Should().Contain("BreakDuration is 00:00:00");
        Failures(new() { IdleTimeout = TimeSpan.Zero }).Should().Equal(
            "Claude:Retrying:IdleTimeout is 00:00:00; set it between 00:00:00.001 and 1.00:00:00, or to -00:00:00.001 for no limit.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("claude opus")]
    [InlineData("a,a")]
    public void A_list_of_models_has_ids_each_once(string models) =>
        Failures(new() { FallbackModels = models.Split(',') }).Should().ContainSingle().Which.Should().StartWith("Claude:Retrying:FallbackModels is '");

    private static IEnumerable<string> Failures(RetryingOptions options) => new RetryingOptionsValidator().Validate(null, options).Failures ?? [];
}
