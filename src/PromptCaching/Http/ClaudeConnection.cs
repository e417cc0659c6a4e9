namespace PromptCaching.Http;

/// <summary>What identifies us to the API where the caller's own headers do not.</summary>
internal sealed record ClaudeConnection(string? ApiKey, string ApiVersion, string? Betas);
