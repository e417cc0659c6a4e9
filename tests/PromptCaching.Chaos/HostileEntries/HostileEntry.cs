using System.Buffers.Binary;
using PromptCaching.Storage;

namespace PromptCaching.Chaos.HostileEntries;

/// <summary>An entry that somebody wrote who has the secret: its seal is right, and what it says of itself is not.</summary>
/// <param name="Compression">How the payload is said to be packed.</param>
/// <param name="Payload">What it holds.</param>
/// <param name="BodyLength">The length that it declares.</param>
internal sealed record HostileEntry(CacheCompression Compression, ReadOnlyMemory<byte> Payload, int BodyLength)
{
    private const int LabelsAt = 3;
    private const int BodyLengthAt = 32;
    private const int NoteLengthAt = 36;

    /// <summary>Gets the number of labels that it declares; null for as many as it has.</summary>
    public byte? Labels { get; init; }

    /// <summary>Gets the length of the note that it declares; null for the length that it has.</summary>
    public ushort? NoteLength { get; init; }

    public byte[] Seal(string key, byte[] secret, EncryptionKeys? encryption, DateTimeOffset now)
    {
        var entry = new CacheEntry(default(ReadOnlyMemory<byte>)) { Note = "req_1", BegunAt = now, StoredAt = now, FreshUntil = now.AddHours(1) };
        var header = EntryHeader.LengthOf(entry);
        var bytes = new byte[header + Payload.Length + (encryption is null ? EntryTag.Length : EntryCipher.Overhead)];
        EntryHeader.Write(entry, Compression, encryption is not null, EntryHeader.IdOf(secret), bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(BodyLengthAt), BodyLength);
        bytes[LabelsAt] = Labels ?? bytes[LabelsAt];
        if (NoteLength is { } note)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(NoteLengthAt), note);
        }

        if (encryption is not null)
        {
            EntryCipher.Encrypt(encryption, key, secret, Payload.Span, bytes, header);
        }
        else
        {
            Payload.Span.CopyTo(bytes.AsSpan(header));
            EntryTag.Write(key, bytes.AsSpan(0, bytes.Length - EntryTag.Length), secret, bytes.AsSpan(bytes.Length - EntryTag.Length));
        }

        return bytes;
    }
}
