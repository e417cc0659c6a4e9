using System.Buffers;

namespace PromptCaching.Storage;

/// <summary>The bytes of a stored entry, sealed: what was changed, cut, swapped or written by another version does not open.</summary>
/// <remarks>
/// A header in clear, then either the payload and an HMAC-SHA-256 over the full key and all of that, or the payload encrypted and bound to key and header.
/// An entry found under another key is foreign either way.
/// </remarks>
internal static class SealedEntry
{
    /// <summary>The most that sealing adds to a body.</summary>
    public const int LongestOverhead = 1024;

    public static byte[] Seal(CacheEntry entry, string key, ReadOnlySpan<byte> secret, in SealTerms terms) =>
        Seal(entry, key, secret, terms, static length => new byte[length]).Array!;

    /// <param name="entry">The entry.</param>
    /// <param name="key">The full key.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="terms">How it is packed and sealed.</param>
    /// <param name="allocate">Gives an array of at least this many bytes.</param>
    public static ArraySegment<byte> Seal(
        CacheEntry entry, string key, ReadOnlySpan<byte> secret, in SealTerms terms, Func<int, byte[]> allocate)
    {
        var body = entry.Body.Span;
        var packed = body.Length > terms.CompressAbove ? Packing.TryPack(body, terms.Compression) : null;
        var payload = packed is null ? body : packed;
        var header = EntryHeader.LengthOf(entry);
        var length = header + payload.Length + (terms.Encryption is null ? EntryTag.Length : EntryCipher.Overhead);
        var sealedBytes = new ArraySegment<byte>(allocate(length), 0, length);
        var bytes = sealedBytes.AsSpan();

        var compression = packed is null ? CacheCompression.None : terms.Compression;
        EntryHeader.Write(entry, compression, terms.Encryption is not null, EntryHeader.IdOf(secret), bytes);
        if (terms.Encryption is { } keys)
        {
            EntryCipher.Encrypt(keys, key, secret, payload, bytes, header);
        }
        else
        {
            payload.CopyTo(bytes[header..]);
            EntryTag.Write(key, bytes[..^EntryTag.Length], secret, bytes[^EntryTag.Length..]);
        }

        return sealedBytes;
    }

    /// <param name="bytes">What the store returned.</param>
    /// <param name="key">The full key that it was asked for.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="terms">How entries are sealed here: where they are encrypted, one that is not is as foreign as the reverse.</param>
    /// <param name="longestBody">The longest body that is opened.</param>
    /// <param name="mayKeep">Whether the body may be a part of <paramref name="bytes"/>.</param>
    /// <returns><see langword="null"/> when the entry is not one that was sealed under this key with this secret.</returns>
    public static CacheEntry? TryOpen(
        ReadOnlyMemory<byte> bytes, string key, ReadOnlySpan<byte> secret, in SealTerms terms, int longestBody, bool mayKeep = true)
    {
        if (EntryHeader.TryRead(bytes.Span) is not { } header
            || header.IsEncrypted != terms.Encryption is not null
            || header.BodyLength > longestBody)
        {
            return null;
        }

        ReadOnlyMemory<byte> body;
        var isWhole = terms.Encryption is { } keys
            ? TryDecrypt(bytes.Span, key, secret, keys, header, out body)
            : TryVerify(bytes, key, secret, header, mayKeep, out body);
        return isWhole ? header.Entry with { Body = body } : null;
    }

    private static bool TryVerify(
        ReadOnlyMemory<byte> bytes, string key, ReadOnlySpan<byte> secret, EntryHeader header, bool mayKeep, out ReadOnlyMemory<byte> body)
    {
        body = default;
        if (bytes.Length < header.Length + EntryTag.Length
            || !EntryTag.IsRight(key, bytes.Span[..^EntryTag.Length], secret, bytes.Span[^EntryTag.Length..]))
        {
            return false;
        }

        var payload = bytes[header.Length..^EntryTag.Length];
        if (header.Compression != CacheCompression.None)
        {
            return TryUnpack(payload.Span, header, out body);
        }

        body = mayKeep ? payload : payload.ToArray();
        return payload.Length == header.BodyLength;
    }

    private static bool TryDecrypt(
        ReadOnlySpan<byte> bytes, string key, ReadOnlySpan<byte> secret, EncryptionKeys keys, EntryHeader header, out ReadOnlyMemory<byte> body)
    {
        body = default;
        var length = EntryCipher.PayloadLength(bytes.Length, header.Length);
        if (header.Compression == CacheCompression.None)
        {
            var whole = length == header.BodyLength ? new byte[length] : [];
            body = whole;
            return length == header.BodyLength && EntryCipher.TryDecrypt(keys, key, secret, bytes, header.Length, whole);
        }

        if (length < 0)
        {
            return false;
        }

        var rented = ArrayPool<byte>.Shared.Rent(length);
        var payload = rented.AsSpan(0, length);
        var isWhole = EntryCipher.TryDecrypt(keys, key, secret, bytes, header.Length, payload) && TryUnpack(payload, header, out body);
        ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return isWhole;
    }

    private static bool TryUnpack(ReadOnlySpan<byte> payload, EntryHeader header, out ReadOnlyMemory<byte> body)
    {
        var unpacked = Packing.TryUnpack(payload, header.Compression, header.BodyLength);
        body = unpacked;
        return unpacked is not null;
    }
}
