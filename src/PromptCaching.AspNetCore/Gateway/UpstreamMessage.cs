using Microsoft.AspNetCore.Http;
using PromptCaching.AspNetCore.Clients;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>Makes the message that goes through the chain out of what a caller has sent.</summary>
internal static class UpstreamMessage
{
    /// <exception cref="ClaudeRefusedException">The caller names a scope that is none.</exception>
    public static HttpRequestMessage Of(HttpRequest request, Uri address, HttpContent? content, GatewayCaller caller, ClaudeGatewayOptions options)
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), address) { Content = content };
        foreach (var (name, values) in request.Headers)
        {
            if (!Goes(name, caller, options))
            {
                continue;
            }

            if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        if (caller.ScopeOf(WantedScope(request, options)) is { } scope)
        {
            new ClaudeCall { Scope = scope }.Set(message);
        }

        return message;
    }

    private static bool Goes(string name, GatewayCaller caller, ClaudeGatewayOptions options) =>
        GatewayHeaders.IsCredential(name) ? !caller.UsesGatewayKey
        : GatewayHeaders.IsOwn(name) ? !IsScope(name) && IsAllowed(name, options)
        : GatewayHeaders.GoesUp(name);

    private static string? WantedScope(HttpRequest request, ClaudeGatewayOptions options)
    {
        if (!IsAllowed(GatewayHeaders.Scope, options) || !request.Headers.TryGetValue(GatewayHeaders.Scope, out var wanted))
        {
            return null;
        }

        return string.IsNullOrWhiteSpace(wanted)
            ? throw new ClaudeRefusedException(RefusalReason.Validation, $"The request header {GatewayHeaders.Scope} is empty; use a name.")
            : wanted.ToString();
    }

    private static bool IsScope(string name) => name.Equals(GatewayHeaders.Scope, StringComparison.OrdinalIgnoreCase);

    private static bool IsAllowed(string name, ClaudeGatewayOptions options) => options.AllowedOwnHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);
}
