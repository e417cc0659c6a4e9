using System.Security.Cryptography;

namespace PromptCaching.Storage;

/// <summary>The keys that entries are encrypted with: the first encrypts, all of them decrypt, so that a key can be changed without losing entries.</summary>
internal sealed class EncryptionKeys
{
    private const int KeyLength = 32;
    private readonly (uint Id, byte[] Key)[] _keys;

    private EncryptionKeys((uint Id, byte[] Key)[] keys) => _keys = keys;

    public uint FirstId => _keys[0].Id;

    /// <returns><see langword="null"/> when there are none: entries are not encrypted.</returns>
    public static EncryptionKeys? Of(IList<string> keys)
    {
        if (keys.Count == 0)
        {
            return null;
        }

        var read = keys.Select(static key => Convert.FromBase64String(key));
        return new EncryptionKeys([.. read.Select(static key => (EntryHeader.IdOf(key), key))]);
    }

    /// <summary>Says what is wrong with a list of keys, without showing any.</summary>
    public static string? ProblemOf(IList<string>? keys)
    {
        if (keys is null)
        {
            return "is null; set a list of keys, or an empty one for no encryption.";
        }

        if (keys.Count > 0 && !AesGcm.IsSupported)
        {
            return "is set, but this platform has no AES-GCM; set none.";
        }

        for (var index = 0; index < keys.Count; index++)
        {
            var bytes = new byte[KeyLength + 1];
            if (!Convert.TryFromBase64String(keys[index] ?? "", bytes, out var length) || length != KeyLength)
            {
                return $"has as item {index} something that is not 32 bytes in base64; make a key with 'openssl rand -base64 32'.";
            }
        }

        return keys.Distinct(StringComparer.Ordinal).Count() == keys.Count ? null : "has a key twice; name each once, the one that encrypts first.";
    }

    /// <summary>Makes the cipher of a key for one secret, so that entries of other secrets do not open.</summary>
    public AesGcm? TryCreate(uint id, ReadOnlySpan<byte> secret)
    {
        foreach (var (known, key) in _keys)
        {
            if (known == id)
            {
                Span<byte> derived = stackalloc byte[HMACSHA256.HashSizeInBytes];
                HMACSHA256.HashData(key, secret, derived);
                return new AesGcm(derived, EntryCipher.TagLength);
            }
        }

        return null;
    }
}
