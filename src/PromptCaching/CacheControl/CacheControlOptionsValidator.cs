using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.CacheControl;

internal sealed class CacheControlOptionsValidator : IValidateOptions<CacheControlOptions>
{
    public ValidateOptionsResult Validate(string? name, CacheControlOptions options) => new OptionsRules(name, "CacheControl")
        .Between(nameof(options.DefaultMinimumTokens), options.DefaultMinimumTokens, 0, 1_000_000)
        .Result;
}
