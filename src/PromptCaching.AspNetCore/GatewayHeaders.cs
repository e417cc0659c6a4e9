namespace PromptCaching.AspNetCore;

/// <summary>Names of headers that a gateway treats in a way of its own.</summary>
internal static class GatewayHeaders
{
    public const string ApiKey = "x-api-key";
    public const string Authorization = "Authorization";
    public const string ShouldRetry = "x-should-retry";
    public const string RetryAfter = "Retry-After";
    public const string ApiPrefix = "anthropic-";
    public const string OwnPrefix = "x-promptcaching-";
    public const string Scope = "x-promptcaching-scope";
    private const string ClientPrefix = "x-stainless-";

    private static readonly HashSet<string> Asked = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Content-Type", "Content-Encoding", "Idempotency-Key", "User-Agent", "x-app",
    };

    private static readonly HashSet<string> Answered = new(StringComparer.OrdinalIgnoreCase)
    {
        "Age", "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Type", "request-id", RetryAfter, "retry-after-ms", ShouldRetry,
    };

    private static readonly HashSet<string> OfKey = new(StringComparer.OrdinalIgnoreCase) { "anthropic-organization-id", "anthropic-workspace-id" };

    /// <summary>Whether a header is one of this library's own.</summary>
    public static bool IsOwn(string name) => Begins(name, OwnPrefix);

    /// <summary>Whether a header is the caller's proof of who it is.</summary>
    public static bool IsCredential(string name) =>
        name.Equals(ApiKey, StringComparison.OrdinalIgnoreCase) || name.Equals(Authorization, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a request's header goes on to the API: what the API or its clients define, so nothing of a connection, a proxy or a browser.</summary>
    public static bool GoesUp(string name) => Asked.Contains(name) || Begins(name, ApiPrefix) || Begins(name, ClientPrefix);

    /// <summary>Whether an answer's header goes back to the caller. Whose key it was is no business of one who does not have it.</summary>
    public static bool GoesDown(string name, bool isGatewayKey) =>
        Answered.Contains(name)
        || IsOwn(name)
        || (Begins(name, ApiPrefix) && !(isGatewayKey && OfKey.Contains(name)));

    private static bool Begins(string name, string prefix) => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
}
