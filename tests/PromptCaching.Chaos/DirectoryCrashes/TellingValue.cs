using System.Buffers.Binary;

namespace PromptCaching.Chaos.DirectoryCrashes;

/// <summary>A value that tells of any of its bytes whether it belongs there: number, length, and then every word made from both and its place.</summary>
internal static class TellingValue
{
    private const int HeaderLength = 8 + 4;

    public static byte[] Write(ulong number, int length)
    {
        var value = new byte[Math.Max(HeaderLength, length)];
        BinaryPrimitives.WriteUInt64LittleEndian(value, number);
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(8), value.Length);
        for (var at = HeaderLength; at < value.Length; at++)
        {
            value[at] = ByteAt(number, at);
        }

        return value;
    }

    public static bool IsWhole(ReadOnlySpan<byte> value)
    {
        if (value.Length < HeaderLength || BinaryPrimitives.ReadInt32LittleEndian(value[8..]) != value.Length)
        {
            return false;
        }

        var number = BinaryPrimitives.ReadUInt64LittleEndian(value);
        for (var at = HeaderLength; at < value.Length; at++)
        {
            if (value[at] != ByteAt(number, at))
            {
                return false;
            }
        }

        return true;
    }

    private static byte ByteAt(ulong number, int at) => (byte)(((number + (ulong)at) * 0x9E3779B97F4A7C15) >> 56);
}
