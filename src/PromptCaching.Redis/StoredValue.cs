using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace PromptCaching.Redis;

/// <summary>How a value stands in Redis: one byte for the format, what a sliding expiration needs, the bytes.</summary>
/// <remarks>A plain string, so that a read is one GET; the fixed expiration is the server's own.</remarks>
internal readonly record struct StoredValue(ReadOnlyMemory<byte> Bytes, SlidingWindow? Window)
{
    /// <summary>The most that can stand in front of the bytes.</summary>
    public const int LongestHeader = 1 + sizeof(long) + sizeof(long);

    private const byte FixedFormat = 1;
    private const byte SlidingFormat = 2;
    private const long NoEnd = long.MaxValue;

    public static byte[] Pack(in ReadOnlySequence<byte> value, SlidingWindow? window)
    {
        var header = window is null ? 1 : LongestHeader;
        var stored = new byte[header + checked((int)value.Length)];
        stored[0] = window is null ? FixedFormat : SlidingFormat;
        if (window is { } sliding)
        {
            BinaryPrimitives.WriteInt64BigEndian(stored.AsSpan(1), sliding.Length.Ticks);
            BinaryPrimitives.WriteInt64BigEndian(stored.AsSpan(1 + sizeof(long)), sliding.EndsAt?.UtcTicks ?? NoEnd);
        }

        value.CopyTo(stored.AsSpan(header));
        return stored;
    }

    /// <returns>Whether the bytes were packed here, and not written by something else under the same key.</returns>
    public static bool TryOpen([NotNullWhen(true)] byte[]? stored, out StoredValue value)
    {
        value = default;
        switch (stored)
        {
            case [FixedFormat, ..]:
                value = new StoredValue(stored.AsMemory(1), null);
                return true;
            case [SlidingFormat, ..] when stored.Length >= LongestHeader && WindowOf(stored) is { } window:
                value = new StoredValue(stored.AsMemory(LongestHeader), window);
                return true;
            default:
                return false;
        }
    }

    private static SlidingWindow? WindowOf(ReadOnlySpan<byte> stored)
    {
        var length = BinaryPrimitives.ReadInt64BigEndian(stored[1..]);
        var end = BinaryPrimitives.ReadInt64BigEndian(stored[(1 + sizeof(long))..]);
        var isSound = length > 0 && (end == NoEnd || (end >= 0 && end <= DateTimeOffset.MaxValue.UtcTicks));
        return isSound ? new SlidingWindow(TimeSpan.FromTicks(length), end == NoEnd ? null : new DateTimeOffset(end, TimeSpan.Zero)) : null;
    }
}
