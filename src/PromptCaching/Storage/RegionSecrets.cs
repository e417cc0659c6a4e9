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
    /// <param name="apiKey">The API key, so that processes with the same key share values.</param>
    /// <param name="directory">The directory that entries are stored in: it keeps a secret of its own.</param>
    /// <remarks>With none of them values are for this process alone.</remarks>
    public static RegionSecrets Of(string? configured, string? apiKey, string? directory)
    {
        var text = configured ?? (string.IsNullOrWhiteSpace(apiKey) ? null : apiKey);
        return text is not null ? new RegionSecrets(Encoding.UTF8.GetBytes(text))
            : directory is not null ? new RegionSecrets(DirectorySecret.ReadOrCreate(directory))
            : new RegionSecrets(RandomNumberGenerator.GetBytes(32));
    }

    private static byte[] Derive(ReadOnlySpan<byte> source, string purpose)
    {
        var secret = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, source, secret, salt: [], info: Encoding.UTF8.GetBytes("PromptCaching/1/" + purpose));
        return secret;
    }
}
