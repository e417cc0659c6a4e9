using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.Retrying;

internal sealed class RetryingOptionsValidator : IValidateOptions<RetryingOptions>
{
    private const int MostFallbacks = 10;

    public ValidateOptionsResult Validate(string? name, RetryingOptions options) => new OptionsRules(name, "Retrying")
        .Between(nameof(options.MaxRetries), options.MaxRetries, 0, 20)
        .Between(nameof(options.BaseDelay), options.BaseDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10))
        .Between(nameof(options.BackoffFactor), options.BackoffFactor, 1, 10)
        .Between(nameof(options.MaxDelay), options.MaxDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1))
        .Between(nameof(options.TotalDeadline), options.TotalDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
        .Between(nameof(options.RetryBudget), options.RetryBudget, 0, 100)
        .Between(nameof(options.BreakerFailureShare), options.BreakerFailureShare, 0.01, 1)
        .Between(nameof(options.BreakerMinAttempts), options.BreakerMinAttempts, 2, 100_000)
        .Between(nameof(options.BreakDuration), options.BreakDuration, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10))
        .That(
            nameof(options.BaseDelay),
            options.BaseDelay <= options.MaxDelay,
            $"({options.BaseDelay}) is longer than MaxDelay ({options.MaxDelay}); make it shorter or equal.")
        .That(nameof(options.FirstByteTimeout), IsLimit(options.FirstByteTimeout), WrongLimit(options.FirstByteTimeout))
        .That(nameof(options.AnswerTimeout), IsLimit(options.AnswerTimeout), WrongLimit(options.AnswerTimeout))
        .That(nameof(options.IdleTimeout), IsLimit(options.IdleTimeout), WrongLimit(options.IdleTimeout))
        .That(
            nameof(options.FallbackModels),
            options.FallbackModels.Count <= MostFallbacks,
            $"has {options.FallbackModels.Count} models; name {MostFallbacks} at most.")
        .That(
            nameof(options.FallbackModels),
            !options.FallbackModels.Any(static model => string.IsNullOrWhiteSpace(model) || model.Any(char.IsWhiteSpace)),
            $"is '{string.Join(',', options.FallbackModels)}'; each entry is a model id such as claude-haiku-4-5, without white space.")
        .That(
            nameof(options.FallbackModels),
            options.FallbackModels.Distinct(StringComparer.Ordinal).Count() == options.FallbackModels.Count,
            $"is '{string.Join(',', options.FallbackModels)}'; name each model once.")
        .Result;

    private static bool IsLimit(TimeSpan limit) =>
        limit == Timeout.InfiniteTimeSpan || (limit >= TimeSpan.FromMilliseconds(1) && limit <= TimeSpan.FromDays(1));

    private static string WrongLimit(TimeSpan limit) =>
        $"is {limit}; set it between 00:00:00.001 and 1.00:00:00, or to -00:00:00.001 for no limit.";
}
