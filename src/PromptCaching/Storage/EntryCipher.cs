using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Storage;

/// <summary>Encrypts the payload of an entry with AES-256-GCM, bound to its full key and its header.</summary>
/// <remarks>Layout behind the header: the id of the encryption key, a random nonce, the encrypted payload, the tag.</remarks>
internal static class EntryCipher
{
    public const int TagLength = 16;
    public const int Overhead = PrefixLength + TagLength;
    private const int NonceLength = 12;
    private const int PrefixLength = sizeof(uint) + NonceLength;

    /// <param name="keys">The keys.</param>
    /// <param name="key">The full key of the entry.</param>
    /// <param name="secret">The secret of the entry.</param>
    /// <param name="payload">What is encrypted.</param>
    /// <param name="entry">The entry: its header is there already.</param>
    /// <param name="header">The length of the header.</param>
    public static void Encrypt(EncryptionKeys keys, string key, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> payload, Span<byte> entry, int header)
    {
        BinaryPrimitives.WriteUInt32BigEndian(entry[header..], keys.FirstId);
        var nonce = entry.Slice(header + sizeof(uint), NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = keys.TryCreate(keys.FirstId, secret)!;
        var (start, end) = (header + PrefixLength, entry.Length - TagLength);
        cipher.Encrypt(nonce, payload, entry[start..end], entry[end..], Bound(key, entry[..(header + sizeof(uint))]));
    }

    public static int PayloadLength(int entry, int header) => entry - header - Overhead;

    /// <returns>Whether it was encrypted for this key and secret and has not been touched since.</returns>
    public static bool TryDecrypt(EncryptionKeys keys, string key, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> entry, int header, Span<byte> payload)
    {
        using var cipher = keys.TryCreate(BinaryPrimitives.ReadUInt32BigEndian(entry[header..]), secret);
        if (cipher is null)
        {
            return false;
        }

        try
        {
            var (start, end) = (header + PrefixLength, entry.Length - TagLength);
            var nonce = entry.Slice(header + sizeof(uint), NonceLength);
            cipher.Decrypt(nonce, entry[start..end], entry[end..], payload, Bound(key, entry[..(header + sizeof(uint))]));
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            // Touched or foreign: that is an answer, not a fault.
            return false;
        }
    }

    private static byte[] Bound(string key, ReadOnlySpan<byte> header)
    {
        var length = Encoding.UTF8.GetByteCount(key);
        var bound = new byte[sizeof(int) + length + header.Length];
        BinaryPrimitives.WriteInt32BigEndian(bound, length);
        Encoding.UTF8.GetBytes(key, bound.AsSpan(sizeof(int)));
        header.CopyTo(bound.AsSpan(sizeof(int) + length));
        return bound;
    }
}
