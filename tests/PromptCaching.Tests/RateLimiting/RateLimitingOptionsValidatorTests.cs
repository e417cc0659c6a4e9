using PromptCaching.RateLimiting;

namespace PromptCaching.Tests.RateLimiting;

public sealed class RateLimitingOptionsValidatorTests
{
    private const int MostRequests = 10_000_000;

    public static TheoryData<string, Action<RateLimitingOptions, bool>> Bounds => new()
    {
        { "RequestsPerMinute", static (options, isOutside) => options.RequestsPerMinute = isOutside ? 0 : 1 },
        { "RequestsPerMinute", static (options, isOutside) => options.RequestsPerMinute = MostRequests + (isOutside ? 1 : 0) },
        { "InputTokensPerMinute", static (options, isOutside) => options.InputTokensPerMinute = isOutside ? 0 : 1 },
        { "OutputTokensPerMinute", static (options, isOutside) => options.OutputTokensPerMinute = isOutside ? 0 : 1 },
        { "MaxConcurrency", static (options, isOutside) => options.MaxConcurrency = isOutside ? 0 : 1 },
        { "MaxConcurrency", static (options, isOutside) => options.MaxConcurrency = 1_000_000 + (isOutside ? 1 : 0) },
        { "QueueLimit", static (options, isOutside) => options.QueueLimit = isOutside ? -1 : 0 },
        { "QueueLimit", static (options, isOutside) => options.QueueLimit = 1_000_000 + (isOutside ? 1 : 0) },
        { "LongestWait", static (options, isOutside) => options.LongestWait = TimeSpan.FromTicks(isOutside ? -1 : 0) },
        { "LongestWait", static (options, isOutside) => options.LongestWait = TimeSpan.FromDays(isOutside ? 1.1 : 1) },
        { "Classes:opus-5:RequestsPerMinute", static (options, isOutside) => Class(options).RequestsPerMinute = isOutside ? 0 : 1 },
        { "Classes:opus-5:RequestsPerMinute", static (options, isOutside) => Class(options).RequestsPerMinute = MostRequests + (isOutside ? 1 : 0) },
        { "Classes:opus-5:InputTokensPerMinute", static (options, isOutside) => Class(options).InputTokensPerMinute = isOutside ? 0 : 1 },
        { "Classes:opus-5:OutputTokensPerMinute", static (options, isOutside) => Class(options).OutputTokensPerMinute = isOutside ? 0 : 1 },
    };

    [Fact]
    public void The_defaults_are_right() => Failures(new()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Every_bound_belongs_to_what_is_allowed_and_what_lies_beyond_it_is_named(string option, Action<RateLimitingOptions, bool> set)
    {
        var (inside, outside) = (new RateLimitingOptions(), new RateLimitingOptions());
        set(inside, false);
        set(outside, true);

        Failures(inside).Should().BeEmpty();
        Failures(outside).Should().ContainSingle().Which.Should().StartWith($"Claude:RateLimiting:{option} is ");
    }

    [Fact]
    public void What_is_no_class_of_models_is_named_with_the_fix()
    {
        var options = new RateLimitingOptions { Classes = { ["opus"] = new() } };

        Failures(options).Should().Equal(
            "Claude:RateLimiting:Classes names opus, which is no class of models; name a model (claude-opus-5-5) or a class (opus-5-5, sonnet-4).");
    }

    private static ModelClassLimits Class(RateLimitingOptions options) => options.Classes["opus-5"] = new();

    private static IEnumerable<string> Failures(RateLimitingOptions options) => new RateLimitingOptionsValidator().Validate(null, options).Failures ?? [];
}
