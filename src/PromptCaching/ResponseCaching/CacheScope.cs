using System.Security.Cryptography;
using System.Text;
using PromptCaching.Http;

namespace PromptCaching.ResponseCaching;

/// <summary>Whose answers a call may see, and the secret that keeps keys and entries apart from everybody else's.</summary>
/// <param name="Name">Goes into the key.</param>
/// <param name="Secret">Makes the key; 32 bytes.</param>
internal sealed record CacheScope(string Name, byte[] Secret)
{
    private const string ApiKeyPrefix = "sk-ant-api";
    private const string Bearer = "Bearer ";

    /// <summary>Finds the scope of a request.</summary>
    /// <returns><see langword="null"/> when nothing tells whose call it is: a token that changes hands must not share answers.</returns>
    public static CacheScope? Of(HttpRequestMessage request, string? callersScope, string? configuredKey, string? configuredSecret)
    {
        var token = request.Headers.Find(ClaudeHeaders.Authorization);
        token = token is not null && token.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? token[Bearer.Length..] : token;
        var key = request.Headers.Find(ClaudeHeaders.ApiKey)
            ?? (token is null ? configuredKey : token.StartsWith(ApiKeyPrefix, StringComparison.Ordinal) ? token : null);
        var secretSource = configuredSecret ?? key ?? token;
        if (secretSource is null || (callersScope is null && key is null))
        {
            return null;
        }

        var secret = Derive(secretSource, "secret");
        return new CacheScope(callersScope is null ? "key:" + Convert.ToHexString(Derive(key!, "scope")) : "scope:" + callersScope, secret);
    }

    private static byte[] Derive(string from, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(from), 32, info: Encoding.UTF8.GetBytes("PromptCaching/1/" + purpose));
}
