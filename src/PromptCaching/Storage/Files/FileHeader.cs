using System.Buffers.Binary;

namespace PromptCaching.Storage.Files;

/// <summary>How the file of an entry begins: magic with version, expiry (UTC ticks), length of the key and of the value.</summary>
/// <remarks>Then come the key (UTF-16, so that no two keys are written alike), the value, and a checksum over all of it.</remarks>
internal readonly record struct FileHeader(long ExpiresAtTicks, int KeyLength, int ValueLength)
{
    public const int Length = 4 + 8 + 4 + 4;
    public const int ChecksumLength = 16;
    private const uint Magic = 0x50434601; // "PCF", version 1

    public int ValueAt => Length + KeyLength;

    public long FileLength => (long)Length + KeyLength + ValueLength + ChecksumLength;

    /// <returns><see langword="null"/> for a file of another layout, or one that was cut.</returns>
    public static FileHeader? TryRead(ReadOnlySpan<byte> start, long fileLength)
    {
        if (start.Length < Length || BinaryPrimitives.ReadUInt32BigEndian(start) != Magic)
        {
            return null;
        }

        var header = new FileHeader(
            BinaryPrimitives.ReadInt64BigEndian(start[4..]),
            BinaryPrimitives.ReadInt32BigEndian(start[12..]),
            BinaryPrimitives.ReadInt32BigEndian(start[16..]));
        return header is { KeyLength: >= 0, ValueLength: >= 0 } && header.FileLength == fileLength ? header : null;
    }

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32BigEndian(target, Magic);
        BinaryPrimitives.WriteInt64BigEndian(target[4..], ExpiresAtTicks);
        BinaryPrimitives.WriteInt32BigEndian(target[12..], KeyLength);
        BinaryPrimitives.WriteInt32BigEndian(target[16..], ValueLength);
    }

    public bool IsExpired(DateTimeOffset now) => ExpiresAtTicks <= now.UtcTicks;
}
