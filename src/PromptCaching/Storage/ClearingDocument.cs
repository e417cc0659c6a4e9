using System.Buffers.Binary;

namespace PromptCaching.Storage;

/// <summary>The clearings as they lie in the store: a mark, their number, then label, time and content of each.</summary>
/// <remarks>Not sealed: who can write to the store can remove its entries anyway, and clearing is all that this can do.</remarks>
internal static class ClearingDocument
{
    /// <summary>Longer than any document that was written.</summary>
    public const int LongestLength = 4 + sizeof(int) + (2 * ClearingStamps.Most * StampLength);

    private const int StampLength = sizeof(ulong) + sizeof(long) + sizeof(ulong);

    private static ReadOnlySpan<byte> Mark => "PCc1"u8;

    public static byte[] Write(ClearingStamps stamps)
    {
        var all = stamps.All;
        var bytes = new byte[Mark.Length + sizeof(int) + (all.Count * StampLength)];
        Mark.CopyTo(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(Mark.Length), all.Count);
        var at = Mark.Length + sizeof(int);
        foreach (var (label, stamp) in all.OrderBy(static stamp => stamp.Key))
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), label);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at + 8), stamp.At);
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at + 16), stamp.Content);
            at += StampLength;
        }

        return bytes;
    }

    /// <param name="bytes">Whatever the store returned.</param>
    /// <param name="latest">No clearing is later, in Unix milliseconds: what is says nothing.</param>
    /// <returns>No clearings when these bytes are no such document.</returns>
    public static ClearingStamps Read(ReadOnlySpan<byte> bytes, long latest)
    {
        if (bytes.Length < Mark.Length + sizeof(int)
            || !bytes.StartsWith(Mark)
            || bytes.Length != Mark.Length + sizeof(int) + ((long)BinaryPrimitives.ReadInt32BigEndian(bytes[Mark.Length..]) * StampLength))
        {
            return ClearingStamps.None;
        }

        var stamps = new List<KeyValuePair<ulong, ClearingStamp>>();
        for (var rest = bytes[(Mark.Length + sizeof(int))..]; !rest.IsEmpty; rest = rest[StampLength..])
        {
            var stamp = new ClearingStamp(BinaryPrimitives.ReadInt64BigEndian(rest[8..]), BinaryPrimitives.ReadUInt64BigEndian(rest[16..]));
            if (stamp.At <= latest)
            {
                stamps.Add(new(BinaryPrimitives.ReadUInt64BigEndian(rest), stamp));
            }
        }

        return ClearingStamps.Of(stamps);
    }
}
