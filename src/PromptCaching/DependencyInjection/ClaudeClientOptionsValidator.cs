using Microsoft.Extensions.Options;
using PromptCaching.Authentication;
using PromptCaching.Validation;

namespace PromptCaching.DependencyInjection;

internal sealed class ClaudeClientOptionsValidator : IValidateOptions<ClaudeClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ClaudeClientOptions options) => new OptionsRules("Claude")
        .That(!options.RequireApiKey || !string.IsNullOrWhiteSpace(options.ApiKey), AuthenticationHandler.KeyIsMissing)
        .That(
            options.ApiKey?.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character)) != true,
            "Claude:ApiKey has white space in it; a line break often comes along when a key is copied.")
        .That(
            options.BaseAddress is { IsAbsoluteUri: true, Scheme: "http" or "https" },
            $"Claude:BaseAddress is '{options.BaseAddress}'; set an http or https address.")
        .That(!string.IsNullOrWhiteSpace(options.ApiVersion), "Claude:ApiVersion is empty; set 2023-06-01 or 2026-10-21.")
        .That(!string.IsNullOrWhiteSpace(options.DefaultModel), "Claude:DefaultModel is empty; set a model id such as claude-sonnet-5-5.")
        .Between(nameof(options.DefaultMaxTokens), options.DefaultMaxTokens, 1, 1_000_000)
        .Between(nameof(options.DefaultTemperature), options.DefaultTemperature ?? 0, 0, 1)
        .Result;
}
