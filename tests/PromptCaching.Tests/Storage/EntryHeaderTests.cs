using System.Buffers.Binary;
using PromptCaching.Storage;

namespace PromptCaching.Tests.Storage;

/// <summary>The layout that stores hold: it may change only together with its version.</summary>
public sealed class EntryHeaderTests
{
    private const int FixedLength = 38;

    private static readonly CacheEntry _entry = new(new byte[] { 9, 9, 9 })
    {
        Kind = 7,
        Note = "é",
        Labels = [new EntryLabel(0x0102030405060708, 0x1112131415161718)],
        BegunAt = DateTimeOffset.FromUnixTimeMilliseconds(1),
        StoredAt = DateTimeOffset.FromUnixTimeMilliseconds(256),
        FreshUntil = DateTimeOffset.FromUnixTimeMilliseconds(65_536),
    };

    [Fact]
    public void Every_byte_has_its_place()
    {
        var bytes = Write(_entry, CacheCompression.Gzip, isEncrypted: true);

        bytes.Should().Equal(
            2, (byte)CacheCompression.Gzip | 4, 7, 1,
            0, 0, 0, 0, 0, 0, 0, 1,
            0, 0, 0, 0, 0, 0, 1, 0,
            0, 0, 0, 0, 0, 1, 0, 0,
            0xAA, 0xBB, 0xCC, 0xDD,
            0, 0, 0, 3,
            0, 2,
            1, 2, 3, 4, 5, 6, 7, 8, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18,
            0xC3, 0xA9);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_written_is_read_and_what_follows_is_not_its_own(bool isEncrypted)
    {
        byte[] bytes = [.. Write(_entry, CacheCompression.Brotli, isEncrypted), 1, 2, 3];

        var header = EntryHeader.TryRead(bytes)!;

        header.Should().BeEquivalentTo(
            new { Compression = CacheCompression.Brotli, IsEncrypted = isEncrypted, SecretId = 0xAABBCCDD, BodyLength = 3, Length = bytes.Length - 3 });
        header.Entry.Should().BeEquivalentTo(_entry, static it => it.Excluding(static of => of.Body));
    }

    [Fact]
    public void An_entry_without_note_and_labels_has_none()
    {
        var bytes = Write(_entry with { Note = null, Labels = [] });

        bytes.Should().HaveCount(FixedLength);
        EntryHeader.TryRead(bytes)!.Entry.Should().BeEquivalentTo(new { Note = (string?)null, Labels = Array.Empty<EntryLabel>() });
        EntryHeader.TryRead(bytes.AsSpan(0, FixedLength - 1)).Should().BeNull();
    }

    [Theory]
    [InlineData(32, 256, true)]
    [InlineData(33, 256, false)]
    [InlineData(32, 257, false)]
    public void Thirty_two_labels_and_a_note_of_256_bytes_fit(int labels, int note, bool fits)
    {
        var entry = _entry with { Labels = [.. Enumerable.Repeat(_entry.Labels[0], labels)], Note = new string('n', note) };

        EntryHeader.Fits(entry).Should().Be(fits);
        (EntryHeader.TryRead(Write(entry)) is not null).Should().Be(fits);
        (EntryHeader.LengthOf(entry) < SealedEntry.LongestOverhead).Should().BeTrue();
    }

    [Theory]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(20)]
    public void A_time_is_one_from_the_first_year_to_the_last(int at)
    {
        Read(DateTimeOffset.MinValue.ToUnixTimeMilliseconds()).Should().NotBeNull();
        Read(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()).Should().NotBeNull();
        Read(DateTimeOffset.MinValue.ToUnixTimeMilliseconds() - 1).Should().BeNull();
        Read(DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() + 1).Should().BeNull();

        EntryHeader? Read(long time)
        {
            var bytes = Write(_entry);
            BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(at), time);
            return EntryHeader.TryRead(bytes);
        }
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(8, false)]
    [InlineData(128, false)]
    public void Flags_that_nobody_writes_are_of_another_version(byte flags, bool isRead)
    {
        var bytes = Write(_entry);
        bytes[1] = flags;

        (EntryHeader.TryRead(bytes) is not null).Should().Be(isRead);
    }

    [Fact]
    public void A_body_of_no_length_is_one_and_of_less_is_none()
    {
        var bytes = Write(_entry with { Body = default });
        EntryHeader.TryRead(bytes)!.BodyLength.Should().Be(0);

        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(32), -1);

        EntryHeader.TryRead(bytes).Should().BeNull();
    }

    [Fact]
    public void A_header_that_ends_too_early_is_none()
    {
        var bytes = Write(_entry);
        for (var length = 0; length < bytes.Length; length++)
        {
            (EntryHeader.TryRead(bytes.AsSpan(0, length)) is null).Should().BeTrue();
        }
    }

    private static byte[] Write(CacheEntry entry, CacheCompression compression = CacheCompression.None, bool isEncrypted = false)
    {
        var bytes = new byte[EntryHeader.LengthOf(entry)];
        EntryHeader.Write(entry, compression, isEncrypted, 0xAABBCCDD, bytes);
        return bytes;
    }
}
