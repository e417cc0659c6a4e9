using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Storage;

/// <summary>The secrets of applications' own values: one seals them, one makes their keys.</summary>
internal sealed class RegionSecrets
{
    public RegionSecrets(ReadOnlySpan<byte> source)
    {
        Seal = Derive(source, "values");
        Keys = Derive(source, "keys of values");
    }

    public ReadOnlyMemory<byte> Seal { get; }

    public ReadOnlyMemory<byte> Keys { get; }

    /// <param name="configured">The secret that was configured.</param>
    /// <param name="stores">The secret that the store keeps itself.</param>
    /// <param name="apiKey">The API key, so that processes with the same key share values.</param>
    /// <remarks>With none of them values are for this process alone.</remarks>
    public static RegionSecrets Of(string? configured, byte[]? stores, string? apiKey)
    {
        var key = string.IsNullOrWhiteSpace(apiKey) ? null : Encoding.UTF8.GetBytes(apiKey);
        return new RegionSecrets(configured is null ? stores ?? key ?? RandomNumberGenerator.GetBytes(32) : Encoding.UTF8.GetBytes(configured));
    }

    private static byte[] Derive(ReadOnlySpan<byte> source, string purpose)
    {
        var secret = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, source, secret, salt: [], info: Encoding.UTF8.GetBytes("PromptCaching/1/" + purpose));
        return secret;
    }
}
