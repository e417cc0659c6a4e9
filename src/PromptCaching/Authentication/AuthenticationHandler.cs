using PromptCaching.Http;

namespace PromptCaching.Authentication;

/// <summary>Adds key, version and betas where the caller set none, and takes our own headers off; afterwards the headers are as they were.</summary>
internal sealed class AuthenticationHandler(Func<ClaudeConnection> connection) : AsyncOnlyHandler
{
    /// <summary>The one sentence that a missing key is worth, at start and at every call.</summary>
    public const string KeyIsMissing =
        "No API key: set ClaudeClientOptions.ApiKey, the configuration key Claude:ApiKey, or the environment variable ANTHROPIC_API_KEY. "
        + "A token takes its place: ClaudeClientOptions.AccessToken, Claude:AuthToken or ANTHROPIC_AUTH_TOKEN.";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = connection();
        var before = request.Headers.NonValidated.Select(static header => (header.Key, Values: header.Value.ToArray())).ToArray();
        ClaudeCallHeaders.Remove(request.Headers);
        try
        {
            if (!request.Headers.Contains(ClaudeHeaders.ApiKey) && !request.Headers.Contains(ClaudeHeaders.Authorization))
            {
                var (name, value) = await CredentialForAsync(request.RequestUri!, current, cancellationToken).ConfigureAwait(false);
                request.Headers.TryAddWithoutValidation(name, value);
            }

            AddIfAbsent(request, ClaudeHeaders.Version, current.ApiVersion);
            AddIfAbsent(request, ClaudeHeaders.Beta, current.Betas);
            AddIfAbsent(request, ClaudeHeaders.Workspace, current.Workspace);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Headers.Clear();
            foreach (var (name, values) in before)
            {
                request.Headers.TryAddWithoutValidation(name, values);
            }
        }
    }

    private static async ValueTask<(string Name, string Value)> CredentialForAsync(
        Uri address, ClaudeConnection connection, CancellationToken cancellationToken)
    {
        if (connection is { ApiKey: null, Identity: null })
        {
            throw new ClaudeRefusedException(RefusalReason.Validation, KeyIsMissing);
        }

        if (!connection.IsFor(address))
        {
            throw new ClaudeRefusedException(
                RefusalReason.Validation,
                $"The request goes to {address.Authority}, but the key is for {connection.BaseAddress.Authority}: it was not sent. "
                + "Set Claude:BaseAddress, or put a key on the request.");
        }

        return connection.ApiKey is { } key
            ? (ClaudeHeaders.ApiKey, key)
            : (ClaudeHeaders.Authorization, "Bearer " + await TokenAsync(connection, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A token often comes out of a file, with a line break that no header can hold.</summary>
    private static async ValueTask<string> TokenAsync(ClaudeConnection connection, CancellationToken cancellationToken)
    {
        var token = connection.AccessToken is { } ask ? await ask(cancellationToken).ConfigureAwait(false) : connection.AuthToken;
        return token?.Trim() is { Length: > 0 } word && !word.AsSpan().ContainsAny('\r', '\n')
            ? word
            : throw new ClaudeRefusedException(RefusalReason.Validation, "ClaudeClientOptions.AccessToken gave no token, or one with a line break in it.");
    }

    private static void AddIfAbsent(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null && !request.Headers.Contains(name))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
