using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.DependencyInjection;

internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) => new OptionsRules(name, "Telemetry")
        .Between(nameof(options.HitRateTarget), options.HitRateTarget, 0d, 1d)
        .That(nameof(options.CallLogLevel), Enum.IsDefined(options.CallLogLevel), $"is {options.CallLogLevel}; set a level of the log.")
        .Result;
}
