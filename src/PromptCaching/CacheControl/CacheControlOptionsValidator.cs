using Microsoft.Extensions.Options;
using PromptCaching.Validation;

namespace PromptCaching.CacheControl;

internal sealed class CacheControlOptionsValidator : IValidateOptions<CacheControlOptions>
{
    private const int MostTokens = 1_000_000;

    public ValidateOptionsResult Validate(string? name, CacheControlOptions options)
    {
        var rules = new OptionsRules(name, "CacheControl")
            .That(nameof(options.Placement), Enum.IsDefined(options.Placement), $"is {options.Placement}; set one of {Names<CacheControlPlacement>()}.")
            .That(nameof(options.Platform), Enum.IsDefined(options.Platform), $"is {options.Platform}; set one of {Names<ClaudePlatform>()}.")
            .Between(nameof(options.TreatedShare), options.TreatedShare, 0, 1)
            .That(
                nameof(options.AllowFiveMinutes),
                options.AllowFiveMinutes || options.AllowOneHour,
                "and AllowOneHour are both false; allow one of them, or set Placement to AsSent.")
            .That(nameof(options.MinTokens), options.MinTokens is not null, "is null; set a dictionary, which may be empty.")
            .Between(nameof(options.DefaultMinTokens), options.DefaultMinTokens, 0, MostTokens);
        foreach (var (model, tokens) in options.MinTokens ?? new Dictionary<string, int>())
        {
            rules.Between($"{nameof(options.MinTokens)}:{model}", tokens, 0, MostTokens);
        }

        return rules.Result;
    }

    private static string Names<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetNames<T>());
}
