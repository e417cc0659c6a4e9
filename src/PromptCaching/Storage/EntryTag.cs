using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Storage;

/// <summary>Binds the bytes of an entry to its full key under a secret: an HMAC-SHA-256 over both, the key behind its length.</summary>
internal static class EntryTag
{
    public const int Length = HMACSHA256.HashSizeInBytes;
    private const int MostOnStack = 4096;

    public static void Write(string key, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> secret, Span<byte> tag)
    {
        Span<byte> bound = stackalloc byte[MostOnStack];
        if (sizeof(int) + Encoding.UTF8.GetMaxByteCount(key.Length) + (long)bytes.Length <= MostOnStack)
        {
            // One call over a copy is faster than a hash that is fed in parts, and allocates nothing.
            var written = WriteKey(key, bound);
            bytes.CopyTo(bound[written..]);
            HMACSHA256.HashData(secret, bound[..(written + bytes.Length)], tag);
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(sizeof(int) + Encoding.UTF8.GetMaxByteCount(key.Length));
        using (var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret))
        {
            hmac.AppendData(rented.AsSpan(0, WriteKey(key, rented)));
            hmac.AppendData(bytes);
            hmac.GetHashAndReset(tag);
        }

        ArrayPool<byte>.Shared.Return(rented);
    }

    public static bool IsRight(string key, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> tag)
    {
        Span<byte> right = stackalloc byte[Length];
        Write(key, bytes, secret, right);
        return CryptographicOperations.FixedTimeEquals(right, tag);
    }

    private static int WriteKey(string key, Span<byte> bytes)
    {
        var length = Encoding.UTF8.GetBytes(key, bytes[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return sizeof(int) + length;
    }
}
