namespace PromptCaching.Http;

/// <summary>What identifies us to the API where the caller's own headers do not.</summary>
/// <param name="ApiKey">The key; it goes to the address below and nowhere else.</param>
/// <param name="BaseAddress">The address that the key is for.</param>
/// <param name="ApiVersion">The version of requests that name none.</param>
/// <param name="Betas">The betas of requests that name none, joined with commas.</param>
internal sealed record ClaudeConnection(string? ApiKey, Uri BaseAddress, string ApiVersion, string? Betas)
{
    /// <summary>Gets what gives the token that is sent in place of a key; it goes to the same address and nowhere else.</summary>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; init; }

    /// <summary>Gets a token that stays the same.</summary>
    public string? AuthToken { get; init; }

    /// <summary>Gets the workspace of requests that name none.</summary>
    public string? Workspace { get; init; }

    /// <summary>Gets the name of the client.</summary>
    public string Client { get; init; } = "";

    /// <summary>Gets who calls that bring no credential are, where a token says nothing that lasts; null where a key says it.</summary>
    public string? Identity => AccessToken is null && AuthToken is null ? null : string.Join('\n', Client, BaseAddress.AbsoluteUri, Workspace);

    /// <summary>Whether a request goes where the key belongs.</summary>
    public bool IsFor(Uri address) =>
        Uri.Compare(address, BaseAddress, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
