using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.ResponseCaching;

/// <summary>Everything that one call needs of the response cache; made only for calls that may use it.</summary>
/// <param name="Key">The key of the question.</param>
/// <param name="Secret">Seals the answer.</param>
/// <param name="WantsStream">Which form the caller asked for.</param>
/// <param name="Call">The caller's wishes.</param>
internal sealed record CacheLookup(CacheKey Key, byte[] Secret, bool WantsStream, ClaudeCall Call)
{
    /// <returns><see langword="null"/> when this call must not be answered from a store, whatever the reason.</returns>
    public static CacheLookup? For(
        HttpRequestMessage request, CallContext context, ResponseCachingOptions options, ClaudeConnection connection, MissingScopeWarning missingScope)
    {
        var call = ClaudeCall.Of(request);
        if (!options.Enabled
            || call.ResponseCache is ResponseCacheMode.Bypass
            || context.Once(RequestOutline.Of) is not { } outline
            || !CacheabilityRules.MayAsk(outline, options))
        {
            return null;
        }

        if (CacheScope.Of(request, call.Scope, connection.ApiKey, options.Secret) is not { } scope)
        {
            if (request.Headers.Contains(ClaudeHeaders.Authorization))
            {
                missingScope.Say();
            }

            return null;
        }

        using var body = JsonDocument.Parse(context.Body, JsonSettings.Document);
        return CacheKey.Of(request, body.RootElement, scope, connection) is { } key
            ? new CacheLookup(key, scope.Secret, outline.IsStream, call)
            : null;
    }
}
