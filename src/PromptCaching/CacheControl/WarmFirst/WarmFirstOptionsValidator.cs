using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.CacheControl.WarmFirst;

internal sealed class WarmFirstOptionsValidator : IValidateOptions<WarmFirstOptions>
{
    public ValidateOptionsResult Validate(string? name, WarmFirstOptions options) => new OptionsRules(name, "WarmFirst")
        .Between(nameof(options.MinTokens), options.MinTokens, 0, 1_000_000)
        .Between(nameof(options.LongestWait), options.LongestWait, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10))
        .Result;
}
