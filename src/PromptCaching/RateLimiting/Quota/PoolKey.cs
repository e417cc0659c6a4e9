using PromptCaching.Http;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>What the API counts apart: one organization's calls (or one workspace's) of one class of models.</summary>
/// <param name="Endpoint">Counting tokens has a pool of its own.</param>
/// <param name="Class">The class of models; empty where the model does not matter.</param>
/// <param name="IsFast">Fast mode has a pool of its own.</param>
/// <param name="Origin">Where the call goes.</param>
/// <param name="Credential">The caller's own credential; null for the client's.</param>
/// <param name="Workspace">The workspace that the caller names.</param>
internal readonly record struct PoolKey(ClaudeEndpoint Endpoint, string Class, bool IsFast, string? Origin, string? Credential, string? Workspace)
{
    public static PoolKey Of(HttpRequestMessage request, ClaudeEndpoint endpoint, string? model, bool isFast) => new(
        endpoint,
        endpoint == ClaudeEndpoint.Messages && model is not null ? ModelClass.Of(model) : "",
        isFast,
        request.RequestUri?.Authority,
        request.Headers.Find(ClaudeHeaders.ApiKey) ?? request.Headers.Find(ClaudeHeaders.Authorization),
        request.Headers.Find(ClaudeHeaders.Workspace));

    /// <summary>Tells no credential.</summary>
    public override string ToString() => IsFast ? $"{Endpoint} {Class} fast" : $"{Endpoint} {Class}";
}
