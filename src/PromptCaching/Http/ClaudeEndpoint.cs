namespace PromptCaching.Http;

/// <summary>Which part of the API a request goes to: only <see cref="Messages"/> is cached, planned and gated.</summary>
internal enum ClaudeEndpoint
{
    /// <summary>Models, files, batch results and whatever comes later.</summary>
    Other,

    /// <summary><c>POST /v1/messages</c>.</summary>
    Messages,

    /// <summary><c>POST /v1/messages/count_tokens</c>, which has a request quota of its own.</summary>
    CountTokens,

    /// <summary><c>POST /v1/messages/batches</c>: sent twice, it is billed twice.</summary>
    BatchCreation,
}

internal static class ClaudeEndpoints
{
    public static ClaudeEndpoint Of(HttpRequestMessage request)
    {
        if (request.Method != HttpMethod.Post || request.RequestUri is not { IsAbsoluteUri: true } uri)
        {
            return ClaudeEndpoint.Other;
        }

        var path = uri.AbsolutePath.AsSpan().TrimEnd('/');
        return path.EndsWith("/v1/messages", StringComparison.Ordinal) ? ClaudeEndpoint.Messages
            : path.EndsWith("/v1/messages/count_tokens", StringComparison.Ordinal) ? ClaudeEndpoint.CountTokens
            : path.EndsWith("/v1/messages/batches", StringComparison.Ordinal) ? ClaudeEndpoint.BatchCreation
            : ClaudeEndpoint.Other;
    }
}
