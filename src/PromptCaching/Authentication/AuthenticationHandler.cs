using PromptCaching.Http;

namespace PromptCaching.Authentication;

/// <summary>Adds key, version and betas where the caller set none, and takes our own headers off; afterwards the headers are as they were.</summary>
internal sealed class AuthenticationHandler(Func<ClaudeConnection> connection) : AsyncOnlyHandler
{
    /// <summary>The one sentence that a missing key is worth, at start and at every call.</summary>
    public const string KeyIsMissing =
        "No API key: set ClaudeClientOptions.ApiKey, the configuration key Claude:ApiKey, or the environment variable ANTHROPIC_API_KEY.";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = connection();
        var before = request.Headers.NonValidated.Select(static header => (header.Key, Values: header.Value.ToArray())).ToArray();
        ClaudeCallHeaders.Remove(request.Headers);
        try
        {
            if (!request.Headers.Contains(ClaudeHeaders.ApiKey) && !request.Headers.Contains(ClaudeHeaders.Authorization))
            {
                request.Headers.TryAddWithoutValidation(ClaudeHeaders.ApiKey, KeyFor(request.RequestUri!, current));
            }

            AddIfAbsent(request, ClaudeHeaders.Version, current.ApiVersion);
            AddIfAbsent(request, ClaudeHeaders.Beta, current.Betas);
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

    private static string KeyFor(Uri address, ClaudeConnection connection)
    {
        if (connection.ApiKey is not { } key)
        {
            throw new ClaudeRefusedException(RefusalReason.Validation, KeyIsMissing);
        }

        return connection.IsFor(address) ? key : throw new ClaudeRefusedException(
            RefusalReason.Validation,
            $"The request goes to {address.Authority}, but the key is for {connection.BaseAddress.Authority}: it was not sent. "
            + "Set Claude:BaseAddress, or put a key on the request.");
    }

    private static void AddIfAbsent(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null && !request.Headers.Contains(name))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
