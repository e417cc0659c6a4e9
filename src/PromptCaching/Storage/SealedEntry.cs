using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Storage;

/// <summary>The bytes of a stored answer, sealed: what was changed, cut, swapped or written by another version does not open.</summary>
/// <remarks>
/// Layout: version, flags, stored at (Unix milliseconds), body length, request id length, request id, body, then an
/// HMAC-SHA-256 over the key of the entry and all of that. The key is bound in, so an entry found under another key is foreign.
/// </remarks>
internal static class SealedEntry
{
    private const byte Version = 1;
    private const byte StreamFlag = 1;
    private const byte BrotliFlag = 2;
    private const int HeaderLength = 1 + 1 + 8 + 4 + 2;
    private const int TagLength = HMACSHA256.HashSizeInBytes;
    private const int BrotliWindow = 22;

    public static byte[] Seal(StoredAnswer answer, string key, ReadOnlySpan<byte> secret, int compressAbove)
    {
        var body = answer.Body.Span;
        var packed = body.Length > compressAbove ? Compress(body) : null;
        var payload = packed is null ? body : packed;
        var requestId = Encoding.UTF8.GetBytes(answer.RequestId ?? "");

        var entry = new byte[HeaderLength + requestId.Length + payload.Length + TagLength];
        entry[0] = Version;
        entry[1] = (byte)((answer.IsStream ? StreamFlag : 0) | (packed is null ? 0 : BrotliFlag));
        BinaryPrimitives.WriteInt64BigEndian(entry.AsSpan(2), answer.StoredAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(10), body.Length);
        BinaryPrimitives.WriteUInt16BigEndian(entry.AsSpan(14), (ushort)requestId.Length);
        requestId.CopyTo(entry.AsSpan(HeaderLength));
        payload.CopyTo(entry.AsSpan(HeaderLength + requestId.Length));
        Tag(entry.AsSpan(..^TagLength), key, secret).CopyTo(entry.AsSpan(entry.Length - TagLength));
        return entry;
    }

    /// <returns><see langword="null"/> when the entry is not one that was sealed under this key with this secret.</returns>
    public static StoredAnswer? TryOpen(ReadOnlySpan<byte> entry, string key, ReadOnlySpan<byte> secret, int longestBody)
    {
        if (entry.Length < HeaderLength + TagLength
            || entry[0] != Version
            || !CryptographicOperations.FixedTimeEquals(Tag(entry[..^TagLength], key, secret), entry[^TagLength..]))
        {
            return null;
        }

        var flags = entry[1];
        var length = BinaryPrimitives.ReadInt32BigEndian(entry[10..]);
        var bodyStart = HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(entry[14..]);
        var body = length > longestBody ? null : Unpack(entry[bodyStart..^TagLength], length, (flags & BrotliFlag) != 0);
        var requestId = Encoding.UTF8.GetString(entry[HeaderLength..bodyStart]);
        return body is null ? null : new StoredAnswer(
            body,
            (flags & StreamFlag) != 0,
            requestId.Length == 0 ? null : requestId,
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(entry[2..])));
    }

    private static byte[] Tag(ReadOnlySpan<byte> sealedBytes, string key, ReadOnlySpan<byte> secret)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        var keyBytes = Encoding.UTF8.GetBytes(key);
        Span<byte> keyLength = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(keyLength, keyBytes.Length);
        hmac.AppendData(keyLength);
        hmac.AppendData(keyBytes);
        hmac.AppendData(sealedBytes);
        return hmac.GetHashAndReset();
    }

    private static byte[]? Compress(ReadOnlySpan<byte> body)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(body.Length));
        try
        {
            return BrotliEncoder.TryCompress(body, buffer, out var written, quality: 1, BrotliWindow) && written < body.Length
                ? buffer[..written]
                : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The length stands in the sealed header, so nothing can expand beyond what was stored.</summary>
    private static byte[]? Unpack(ReadOnlySpan<byte> payload, int length, bool isCompressed)
    {
        if (!isCompressed)
        {
            return payload.Length == length ? payload.ToArray() : null;
        }

        var body = new byte[length];
        return BrotliDecoder.TryDecompress(payload, body, out var written) && written == length ? body : null;
    }
}
