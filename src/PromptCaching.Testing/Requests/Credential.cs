using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Testing.Requests;

/// <summary>Who asks. An API key is the same credential in x-api-key and as a bearer token.</summary>
internal static class Credential
{
    private const string Bearer = "Bearer ";

    public static string? Of(IncomingCall call)
    {
        var value = call.Header("x-api-key") ?? call.Header("authorization");
        return value is not null && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..] : value;
    }

    /// <summary>The workspace that owns cache entries: the one that the request names, else one for each key.</summary>
    public static string ScopeOf(IncomingCall call) => call.Header("anthropic-workspace-id") is { Length: > 0 } workspace
        ? $"workspace {workspace}"
        : $"key {Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Of(call) ?? "")))}";
}
