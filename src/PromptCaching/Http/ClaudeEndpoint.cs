namespace PromptCaching.Http;

/// <summary>Which part of the API a request goes to: only <see cref="Messages"/> is cached, planned and gated.</summary>
internal enum ClaudeEndpoint
{
    /// <summary>Whatever creates or changes something: batches, files, and what comes later. Sent twice, it is done twice.</summary>
    Other,

    /// <summary><c>POST /v1/messages</c>.</summary>
    Messages,

    /// <summary><c>POST /v1/messages/count_tokens</c>, which has a request quota of its own.</summary>
    CountTokens,

    /// <summary>GET and HEAD of anything: models, files, batches and their results.</summary>
    Reading,
}
