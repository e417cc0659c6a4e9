namespace PromptCaching.Http;

/// <summary>Tells endpoints apart by method and path; a gateway may stand in front of the path.</summary>
internal static class ClaudeEndpoints
{
    public static ClaudeEndpoint Of(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        {
            return ClaudeEndpoint.Reading;
        }

        if (request.Method != HttpMethod.Post || request.RequestUri is not { IsAbsoluteUri: true } uri)
        {
            return ClaudeEndpoint.Other;
        }

        var path = uri.AbsolutePath.AsSpan().TrimEnd('/');
        return path.EndsWith("/v1/messages", StringComparison.Ordinal) ? ClaudeEndpoint.Messages
            : path.EndsWith("/v1/messages/count_tokens", StringComparison.Ordinal) ? ClaudeEndpoint.CountTokens
            : ClaudeEndpoint.Other;
    }
}
