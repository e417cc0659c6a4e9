using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>Names a pool to other processes: the same for all that use the same limits, and it tells no credential.</summary>
internal static class SharedPoolName
{
    private const int Bytes = 16;

    /// <param name="key">The pool.</param>
    /// <param name="clientKey">The client's own key, which calls without a credential use.</param>
    public static string Of(PoolKey key, string? clientKey)
    {
        string?[] parts =
        [
            key.Endpoint.ToString(), key.Class, key.IsFast ? "fast" : "", key.Origin, key.Credential ?? clientKey, key.Workspace,
        ];

        // With its length in front, no part can pass for the end of the one before.
        var text = string.Concat(parts.Select(static part => string.Create(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}")));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
    }
}
