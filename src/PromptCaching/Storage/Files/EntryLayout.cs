using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace PromptCaching.Storage.Files;

/// <summary>The bytes of an entry's file. The checksum makes a file that a power loss has torn a miss.</summary>
internal static class EntryLayout
{
    /// <summary>Gives the parts of a file, in order; those of the value are not copied.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Write(string key, ReadOnlySequence<byte> value, DateTimeOffset expiresAt)
    {
        var keyBytes = BytesOf(key);
        var head = new byte[FileHeader.Length + keyBytes.Length];
        new FileHeader(expiresAt.UtcTicks, keyBytes.Length, checked((int)value.Length)).Write(head);
        keyBytes.CopyTo(head.AsSpan(FileHeader.Length));

        List<ReadOnlyMemory<byte>> parts = [head];
        using var checksum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        checksum.AppendData(head);
        foreach (var segment in value)
        {
            checksum.AppendData(segment.Span);
            parts.Add(segment);
        }

        parts.Add(checksum.GetHashAndReset().AsMemory(0, FileHeader.ChecksumLength));
        return parts;
    }

    /// <returns>The value; <see langword="null"/> where the file does not hold the whole, unexpired entry of this key.</returns>
    public static ReadOnlyMemory<byte>? TryRead(ReadOnlyMemory<byte> file, string key, DateTimeOffset now)
    {
        var bytes = file.Span;
        if (FileHeader.TryRead(bytes, bytes.Length) is not { } header
            || header.IsExpired(now)
            || !bytes[FileHeader.Length..header.ValueAt].SequenceEqual(BytesOf(key))
            || !IsWhole(bytes))
        {
            return null;
        }

        return file.Slice(header.ValueAt, header.ValueLength);
    }

    public static ReadOnlySpan<byte> BytesOf(string key) => MemoryMarshal.AsBytes(key.AsSpan());

    private static bool IsWhole(ReadOnlySpan<byte> file)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file[..^FileHeader.ChecksumLength], hash);
        return hash[..FileHeader.ChecksumLength].SequenceEqual(file[^FileHeader.ChecksumLength..]);
    }
}
