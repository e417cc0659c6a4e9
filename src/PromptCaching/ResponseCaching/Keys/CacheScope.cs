using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Whose answers a call may see, and the secrets that keep keys and entries apart from everybody else's.</summary>
/// <param name="Name">Goes into the key.</param>
/// <param name="Secret">Makes the key and seals the entry; 32 bytes.</param>
/// <param name="PreviousSecrets">Secrets that were in use before: what they sealed is still found.</param>
internal sealed record CacheScope(string Name, byte[] Secret, IReadOnlyList<byte[]> PreviousSecrets)
{
    private const string ApiKeyPrefix = "sk-ant-api";
    private const string Bearer = "Bearer ";

    /// <summary>Finds the scope of a call.</summary>
    /// <returns><see langword="null"/> when nothing tells whose call it is: a token that changes hands must not share answers.</returns>
    public static CacheScope? Of(Caller caller, CacheSecrets secrets)
    {
        var token = caller.Authorization is { } value && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? value[Bearer.Length..]
            : caller.Authorization;
        var key = KeyOf(caller, token);
        var identity = key is null && token is null ? caller.ConfiguredIdentity : null;
        var source = secrets.Current ?? key ?? token ?? (identity is null ? null : secrets.OfThisProcess?.Take());
        if (source is null || (caller.Scope ?? key ?? identity) is null)
        {
            return null;
        }

        return new CacheScope(
            caller.Scope is not null ? "scope:" + caller.Scope
                : key is not null ? "key:" + Convert.ToHexString(Derive(key, "scope"))
                : "client:" + Convert.ToHexString(Derive(identity!, "scope")),
            Derive(source, "secret"),
            [.. secrets.Previous.Select(static previous => Derive(previous, "secret"))]);
    }

    /// <summary>A token beside a key may be the real credential, as behind a gateway with a key for show: then the key says nothing.</summary>
    private static string? KeyOf(Caller caller, string? token)
    {
        var key = string.IsNullOrWhiteSpace(caller.ApiKey) ? null : caller.ApiKey;
        if (token is null)
        {
            return key ?? caller.ConfiguredKey;
        }

        return token.StartsWith(ApiKeyPrefix, StringComparison.Ordinal) ? key is null ? token : key + "\n" + token : null;
    }

    private static byte[] Derive(string from, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(from), 32, info: Encoding.UTF8.GetBytes("PromptCaching/1/" + purpose));
}
