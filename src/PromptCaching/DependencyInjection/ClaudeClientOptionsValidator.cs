using Microsoft.Extensions.Options;
using PromptCaching.Authentication;
using PromptCaching.Validation;

namespace PromptCaching.DependencyInjection;

internal sealed class ClaudeClientOptionsValidator : IValidateOptions<ClaudeClientOptions>
{
    public ValidateOptionsResult Validate(string? name, ClaudeClientOptions options) => new OptionsRules(name, "")
        .Holds(!options.RequireApiKey || options.HasCredential, AuthenticationHandler.KeyIsMissing)
        .That(
            nameof(options.ApiKey),
            IsOneWord(options.ApiKey),
            "(or ANTHROPIC_API_KEY) has white space in it; a line break often comes along when a key is copied.")
        .That(
            nameof(options.AuthToken),
            IsOneWord(options.AuthToken),
            "(or ANTHROPIC_AUTH_TOKEN) has white space in it; a line break often comes along when a token is copied.")
        .That(nameof(options.WorkspaceId), IsOneWord(options.WorkspaceId), $"is '{options.WorkspaceId}'; a workspace id has no white space in it.")
        .That(
            nameof(options.BaseAddress),
            options.BaseAddress is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", Fragment: "" },
            $"is '{options.BaseAddress}'; set an http or https address without a query.")
        .That(nameof(options.ApiVersion), !string.IsNullOrWhiteSpace(options.ApiVersion), "is empty; set 2023-06-01 or 2026-10-21.")
        .That(nameof(options.DefaultModel), !string.IsNullOrWhiteSpace(options.DefaultModel), "is empty; set a model id such as claude-sonnet-5-5.")
        .Between(nameof(options.DefaultMaxTokens), options.DefaultMaxTokens, 1, 1_000_000)
        .Between(nameof(options.DefaultTemperature), options.DefaultTemperature ?? 0, 0, 1)
        .Result;

    private static bool IsOneWord(string? text) =>
        string.IsNullOrWhiteSpace(text) || !text.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character));
}
