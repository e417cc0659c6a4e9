namespace PromptCaching.Http;

/// <summary>Header names of the Claude API, and our own, which never leave the process.</summary>
internal static class ClaudeHeaders
{
    public const string ApiKey = "x-api-key";
    public const string Authorization = "Authorization";
    public const string Version = "anthropic-version";
    public const string Workspace = "anthropic-workspace-id";
    public const string Beta = "anthropic-beta";
    public const string ApiPrefix = "anthropic-";
    public const string RequestId = "request-id";
    public const string RetryAfter = "Retry-After";
    public const string RetryAfterMilliseconds = "retry-after-ms";
    public const string ShouldRetry = "x-should-retry";
    public const string CallersRetryCount = "x-stainless-retry-count";

    public const string OwnPrefix = "x-promptcaching-";
    public const string Scope = "x-promptcaching-scope";
    public const string ResponseCache = "x-promptcaching-response-cache";
    public const string CacheControl = "x-promptcaching-cache-control";
    public const string Prefix = "x-promptcaching-prefix";
    public const string Priority = "x-promptcaching-priority";
    public const string Tags = "x-promptcaching-tags";
    public const string TimeToLive = "x-promptcaching-ttl";
    public const string CacheResult = "x-promptcaching-result";
    public const string OriginalRequestId = "x-promptcaching-original-request-id";
}
