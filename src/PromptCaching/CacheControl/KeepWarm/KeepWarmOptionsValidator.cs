using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.CacheControl.KeepWarm;

internal sealed class KeepWarmOptionsValidator : IValidateOptions<KeepWarmOptions>
{
    public ValidateOptionsResult Validate(string? name, KeepWarmOptions options) => new OptionsRules(name, "KeepWarm")
        .Between(nameof(options.MaxUsdPerDay), options.MaxUsdPerDay, 0m, 100_000m)
        .Between(nameof(options.MinTokens), options.MinTokens, 0, 1_000_000)
        .Result;
}
