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
        var token = Token(request);
        var key = KeyOf(request, token, configuredKey);
        var secretSource = configuredSecret ?? key ?? token;
        if (secretSource is null || (callersScope is null && key is null))
        {
            return null;
        }

        var secret = Derive(secretSource, "secret");
        return new CacheScope(callersScope is null ? "key:" + Convert.ToHexString(Derive(key!, "scope")) : "scope:" + callersScope, secret);
    }

    /// <summary>A token beside a key may be the real credential, as behind a gateway with a key for show: then the key says nothing.</summary>
    private static string? KeyOf(HttpRequestMessage request, string? token, string? configuredKey)
    {
        var key = request.Headers.Find(ClaudeHeaders.ApiKey) is { } sent && !string.IsNullOrWhiteSpace(sent) ? sent : null;
        if (token is null)
        {
            return key ?? configuredKey;
        }

        return token.StartsWith(ApiKeyPrefix, StringComparison.Ordinal) ? key is null ? token : key + "\n" + token : null;
    }

    private static string? Token(HttpRequestMessage request)
    {
        var value = request.Headers.Find(ClaudeHeaders.Authorization);
        return value is not null && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..] : value;
    }

    private static byte[] Derive(string from, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(from), 32, info: Encoding.UTF8.GetBytes("PromptCaching/1/" + purpose));
}
