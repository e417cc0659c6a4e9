using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.RateLimiting;

internal sealed class RateLimitingOptionsValidator : IValidateOptions<RateLimitingOptions>
{
    public ValidateOptionsResult Validate(string? name, RateLimitingOptions options) => new OptionsRules(name, "RateLimiting")
        .Between(nameof(options.RequestsPerMinute), options.RequestsPerMinute ?? 1, 1, 10_000_000)
        .Between(nameof(options.QueueLimit), options.QueueLimit, 0, 1_000_000)
        .Result;
}
