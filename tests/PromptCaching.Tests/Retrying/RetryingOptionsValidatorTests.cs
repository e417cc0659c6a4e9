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
        Failures(new() { BreakerMinAttempts = 1 }).Should().Equal("Claude:Retrying:BreakerMinAttempts is 1; set it between 2 and 100000.");
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

    public static TheoryData<string, Action<RetryingOptions, bool>> Bounds => new()
    {
        { "MaxRetries", static (options, isOutside) => options.MaxRetries = isOutside ? -1 : 0 },
        { "MaxRetries", static (options, isOutside) => options.MaxRetries = isOutside ? 21 : 20 },
        { "BaseDelay", static (options, isOutside) => options.BaseDelay = isOutside ? TimeSpan.FromMilliseconds(0.9) : TimeSpan.FromMilliseconds(1) },
        { "MaxDelay", static (options, isOutside) => options.MaxDelay = TimeSpan.FromHours(isOutside ? 1.1 : 1) },
        { "TotalDeadline", static (options, isOutside) => options.TotalDeadline = TimeSpan.FromSeconds(isOutside ? 0.9 : 1) },
        { "TotalDeadline", static (options, isOutside) => options.TotalDeadline = TimeSpan.FromDays(isOutside ? 1.1 : 1) },
        { "BackoffFactor", static (options, isOutside) => options.BackoffFactor = isOutside ? 10.1 : 10 },
        { "RetryBudget", static (options, isOutside) => options.RetryBudget = isOutside ? 100.1 : 100 },
        { "BreakerFailureShare", static (options, isOutside) => options.BreakerFailureShare = isOutside ? 1.01 : 1 },
        { "BreakerMinAttempts", static (options, isOutside) => options.BreakerMinAttempts = isOutside ? 100_001 : 100_000 },
        { "BreakDuration", static (options, isOutside) => options.BreakDuration = TimeSpan.FromMilliseconds(isOutside ? 9 : 10) },
        { "BreakDuration", static (options, isOutside) => options.BreakDuration = TimeSpan.FromMinutes(isOutside ? 11 : 10) },
        { "FirstByteTimeout", static (options, isOutside) => options.FirstByteTimeout = TimeSpan.FromMilliseconds(isOutside ? 0.9 : 1) },
        { "AnswerTimeout", static (options, isOutside) => options.AnswerTimeout = TimeSpan.FromDays(isOutside ? 1.1 : 1) },
        { "IdleTimeout", static (options, isOutside) => options.IdleTimeout = TimeSpan.FromDays(isOutside ? 1.1 : 1) },
        { "FallbackModels", static (options, isOutside) => options.FallbackModels = [.. Enumerable.Range(0, isOutside ? 11 : 10).Select(static it => $"m{it}")] },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Every_bound_belongs_to_what_is_allowed_and_what_lies_beyond_it_is_named(string option, Action<RetryingOptions, bool> set)
    {
        var (inside, outside) = (new RetryingOptions(), new RetryingOptions());
        set(inside, false);
        set(outside, true);

        Failures(inside).Should().BeEmpty();
        Failures(outside).Should().ContainSingle().Which.Should().StartWith($"Claude:Retrying:{option} ");
    }

    [Fact]
    public void The_first_wait_is_no_longer_than_the_longest()
    {
        var (one, two) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        Failures(new() { BaseDelay = one, MaxDelay = one }).Should().BeEmpty();
        Failures(new() { BaseDelay = two, MaxDelay = one }).Should().Equal(
            "Claude:Retrying:BaseDelay (00:00:02) is longer than MaxDelay (00:00:01); make it shorter or equal.");
    }

    private static IEnumerable<string> Failures(RetryingOptions options) => new RetryingOptionsValidator().Validate(null, options).Failures ?? [];
}
