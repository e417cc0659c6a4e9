using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.Retrying;

internal sealed class RetryingOptionsValidator : IValidateOptions<RetryingOptions>
{
    public ValidateOptionsResult Validate(string? name, RetryingOptions options) => new OptionsRules(name, "Retrying")
        .Between(nameof(options.MaxRetries), options.MaxRetries, 0, 20)
        .Between(nameof(options.BaseDelay), options.BaseDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10))
        .Between(nameof(options.MaxDelay), options.MaxDelay, TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1))
        .Between(nameof(options.TotalDeadline), options.TotalDeadline, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
        .That(
            nameof(options.BaseDelay),
            options.BaseDelay <= options.MaxDelay,
            $"({options.BaseDelay}) is longer than MaxDelay ({options.MaxDelay}); make it shorter or equal.")
        .Result;
}
