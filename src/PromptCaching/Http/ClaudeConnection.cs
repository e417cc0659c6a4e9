namespace PromptCaching.Http;

/// <summary>What identifies us to the API where the caller's own headers do not.</summary>
/// <param name="ApiKey">The key; it goes to the address below and nowhere else.</param>
/// <param name="BaseAddress">The address that the key is for.</param>
/// <param name="ApiVersion">The version of requests that name none.</param>
/// <param name="Betas">The betas of requests that name none, joined with commas.</param>
internal sealed record ClaudeConnection(string? ApiKey, Uri BaseAddress, string ApiVersion, string? Betas)
{
    /// <summary>Whether a request goes where the key belongs.</summary>
    public bool IsFor(Uri address) =>
        Uri.Compare(address, BaseAddress, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
