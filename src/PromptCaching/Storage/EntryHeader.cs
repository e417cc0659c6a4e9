using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Storage;

/// <summary>What a sealed entry tells in clear, so that dead entries can be found without opening any.</summary>
/// <remarks>
/// Layout: version, flags, kind, number of labels, begun, stored and fresh until (Unix milliseconds), the id of the secret, body length, note length,
/// labels (name and content each), note.
/// </remarks>
/// <param name="Compression">How the payload is packed.</param>
/// <param name="IsEncrypted">Whether the payload is encrypted.</param>
/// <param name="SecretId">Which secret sealed it.</param>
/// <param name="BodyLength">The length of the body when it is unpacked.</param>
/// <param name="Length">The length of the header.</param>
/// <param name="Entry">The rest, with an empty body.</param>
internal sealed record EntryHeader(CacheCompression Compression, bool IsEncrypted, uint SecretId, int BodyLength, int Length, CacheEntry Entry)
{
    /// <summary>The most labels that an entry carries: they fit into what a store shows of an entry when it looks for dead ones.</summary>
    public const int MostLabels = 32;

    /// <summary>Raised whenever the layout changes: entries of other versions are then misses.</summary>
    public const byte Version = 2;

    private const int FixedLength = 4 + (3 * sizeof(long)) + sizeof(uint) + sizeof(int) + sizeof(ushort);
    private const int LabelLength = 2 * sizeof(ulong);
    private const int LongestNote = 256;
    private const byte CompressionBits = 3;
    private const byte EncryptedBit = 4;

    /// <summary>Tells secrets apart without telling anything about them.</summary>
    public static uint IdOf(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(secret, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }

    public static bool Fits(CacheEntry entry) => entry.Labels.Count <= MostLabels && NoteLength(entry) <= LongestNote;

    public static int LengthOf(CacheEntry entry) => FixedLength + (entry.Labels.Count * LabelLength) + NoteLength(entry);

    public static void Write(CacheEntry entry, CacheCompression compression, bool isEncrypted, uint secretId, Span<byte> header)
    {
        header[0] = Version;
        header[1] = (byte)((byte)compression | (isEncrypted ? EncryptedBit : 0));
        header[2] = entry.Kind;
        header[3] = (byte)entry.Labels.Count;
        BinaryPrimitives.WriteInt64BigEndian(header[4..], entry.BegunAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(header[12..], entry.StoredAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(header[20..], entry.FreshUntil.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt32BigEndian(header[28..], secretId);
        BinaryPrimitives.WriteInt32BigEndian(header[32..], entry.Body.Length);
        BinaryPrimitives.WriteUInt16BigEndian(header[36..], (ushort)NoteLength(entry));
        var at = FixedLength;
        foreach (var label in entry.Labels)
        {
            BinaryPrimitives.WriteUInt64BigEndian(header[at..], label.Name);
            BinaryPrimitives.WriteUInt64BigEndian(header[(at + sizeof(ulong))..], label.Content);
            at += LabelLength;
        }

        Encoding.UTF8.GetBytes(entry.Note ?? "", header[at..]);
    }

    /// <param name="bytes">The entry, or its first 1,024 bytes.</param>
    /// <returns><see langword="null"/> when these bytes are no header of this version, whatever they are.</returns>
    public static EntryHeader? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedLength || bytes[0] != Version || (bytes[1] & ~(CompressionBits | EncryptedBit)) != 0 || bytes[3] > MostLabels)
        {
            return null;
        }

        var compression = (CacheCompression)(bytes[1] & CompressionBits);
        var noteAt = FixedLength + (bytes[3] * LabelLength);
        var noteLength = BinaryPrimitives.ReadUInt16BigEndian(bytes[36..]);
        var bodyLength = BinaryPrimitives.ReadInt32BigEndian(bytes[32..]);
        if (compression > CacheCompression.Gzip
            || noteLength > LongestNote
            || bytes.Length < noteAt + noteLength
            || bodyLength < 0
            || Time(bytes[4..]) is not { } begunAt
            || Time(bytes[12..]) is not { } storedAt
            || Time(bytes[20..]) is not { } freshUntil)
        {
            return null;
        }

        var entry = new CacheEntry(default(ReadOnlyMemory<byte>))
        {
            Kind = bytes[2],
            Note = noteLength == 0 ? null : Encoding.UTF8.GetString(bytes.Slice(noteAt, noteLength)),
            Labels = Labels(bytes[FixedLength..noteAt]),
            BegunAt = begunAt,
            StoredAt = storedAt,
            FreshUntil = freshUntil,
        };
        var secretId = BinaryPrimitives.ReadUInt32BigEndian(bytes[28..]);
        return new EntryHeader(compression, (bytes[1] & EncryptedBit) != 0, secretId, bodyLength, noteAt + noteLength, entry);
    }

    private static int NoteLength(CacheEntry entry) => entry.Note is { } note ? Encoding.UTF8.GetByteCount(note) : 0;

    private static EntryLabel[] Labels(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return [];
        }

        var labels = new EntryLabel[bytes.Length / LabelLength];
        for (var index = 0; index < labels.Length; index++)
        {
            var label = bytes[(index * LabelLength)..];
            labels[index] = new EntryLabel(BinaryPrimitives.ReadUInt64BigEndian(label), BinaryPrimitives.ReadUInt64BigEndian(label[sizeof(ulong)..]));
        }

        return labels;
    }

    private static DateTimeOffset? Time(ReadOnlySpan<byte> bytes)
    {
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
    }
}
