namespace PromptCaching.Storage;

/// <summary>The bytes of a stored entry, sealed: what was changed, cut, swapped or written by another version does not open.</summary>
/// <remarks>A header in clear, the payload, then an HMAC-SHA-256 over the full key and all of that: an entry found under another key is foreign.</remarks>
internal static class SealedEntry
{
    public static byte[] Seal(CacheEntry entry, string key, ReadOnlySpan<byte> secret, CacheCompression compression, int compressAbove)
    {
        var body = entry.Body.Span;
        var packed = body.Length > compressAbove ? Packing.TryPack(body, compression) : null;
        var payload = packed is null ? body : packed;
        var header = EntryHeader.LengthOf(entry);

        var bytes = new byte[header + payload.Length + EntryTag.Length];
        EntryHeader.Write(entry, packed is null ? CacheCompression.None : compression, isEncrypted: false, EntryHeader.IdOf(secret), bytes);
        payload.CopyTo(bytes.AsSpan(header));
        EntryTag.Write(key, bytes.AsSpan(..^EntryTag.Length), secret, bytes.AsSpan(bytes.Length - EntryTag.Length));
        return bytes;
    }

    /// <returns><see langword="null"/> when the entry is not one that was sealed under this key with this secret.</returns>
    public static CacheEntry? TryOpen(ReadOnlyMemory<byte> bytes, string key, ReadOnlySpan<byte> secret, int longestBody)
    {
        if (bytes.Length < EntryTag.Length
            || EntryHeader.TryRead(bytes.Span[..^EntryTag.Length]) is not { IsEncrypted: false } header
            || header.BodyLength > longestBody
            || header.SecretId != EntryHeader.IdOf(secret)
            || !EntryTag.IsRight(key, bytes.Span[..^EntryTag.Length], secret, bytes.Span[^EntryTag.Length..]))
        {
            return null;
        }

        var payload = bytes[header.Length..^EntryTag.Length];
        if (header.Compression == CacheCompression.None)
        {
            return payload.Length == header.BodyLength ? header.Entry with { Body = payload } : null;
        }

        return Packing.TryUnpack(payload.Span, header.Compression, header.BodyLength) is { } body ? header.Entry with { Body = body } : null;
    }
}
