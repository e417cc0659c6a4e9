using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

public class SealedEntryTests
{
    private const string Key = "llm:key";
    private const int Longest = 1_000_000;
    private static readonly byte[] Secret = SHA256.HashData("secret"u8);
    private static readonly DateTimeOffset Then = DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123);

    private static readonly CacheEntry Entry = new(Texts.Words(100).Utf8())
    {
        Kind = 1,
        Note = "req_1",
        Labels = [EntryLabel.Tag("a"), EntryLabel.ContentOf("b", "c")],
        BegunAt = Then,
        StoredAt = Then.AddSeconds(2),
        FreshUntil = Then.AddHours(1),
    };

    private static readonly string FirstKey = Convert.ToBase64String(SHA256.HashData("first"u8));
    private static readonly string SecondKey = Convert.ToBase64String(SHA256.HashData("second"u8));

    public static TheoryData<CacheCompression, bool> Forms => new()
    {
        { CacheCompression.None, false },
        { CacheCompression.Brotli, false },
        { CacheCompression.Gzip, false },
        { CacheCompression.None, true },
        { CacheCompression.Brotli, true },
        { CacheCompression.Gzip, true },
    };

    [Theory]
    [InlineData(0, 1, "req_1", CacheCompression.Brotli, 0)]
    [InlineData(0, 0, null, CacheCompression.None, 100)]
    [InlineData(1, 255, "req_ü", CacheCompression.Gzip, 0)]
    [InlineData(5000, 1, "req_1", CacheCompression.Brotli, 4096)]
    [InlineData(5000, 1, "req_1", CacheCompression.Gzip, 4096)]
    [InlineData(5000, 0, "req_1", CacheCompression.Brotli, 100_000)]
    [InlineData(5000, 0, "req_1", CacheCompression.None, 0)]
    public void What_is_sealed_comes_out_as_it_went_in(int words, byte kind, string? note, CacheCompression compression, int compressAbove)
    {
        var entry = Entry with { Body = Texts.Words(words).Utf8(), Kind = kind, Note = note };
        foreach (var keys in (EncryptionKeys?[])[null, EncryptionKeys.Of([FirstKey])])
        {
            var terms = new SealTerms(compression, compressAbove, keys);

            var bytes = SealedEntry.Seal(entry, Key, Secret, terms);
            var opened = SealedEntry.TryOpen(bytes, Key, Secret, terms, Longest)!;

            opened.Body.ToArray().Should().Equal(entry.Body.ToArray());
            opened.Should().BeEquivalentTo(entry, options => options.Excluding(it => it.Body));
            bytes.Length.Should().BeLessThan(entry.Body.Length + SealedEntry.LongestOverhead);
            if (words == 5000)
            {
                (bytes.Length < entry.Body.Length / 3).Should().Be(compression != CacheCompression.None && compressAbove < entry.Body.Length);
            }
        }
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Only_what_is_longer_than_the_bound_is_packed(int longerBy, bool isPacked)
    {
        var terms = new SealTerms(CacheCompression.Brotli, Entry.Body.Length - longerBy, null);

        EntryHeader.TryRead(SealedEntry.Seal(Entry, Key, Secret, terms))!.Compression.Should().Be(isPacked ? CacheCompression.Brotli : CacheCompression.None);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_body_is_a_part_of_what_the_store_returned_only_where_it_may_be(bool mayKeep)
    {
        var bytes = SealedEntry.Seal(Entry, Key, Secret, Terms(CacheCompression.None));
        var opened = SealedEntry.TryOpen(bytes, Key, Secret, Terms(CacheCompression.None), Longest, mayKeep)!;

        bytes.AsSpan().Clear();

        opened.Body.Span.SequenceEqual(Entry.Body.Span).Should().Be(!mayKeep);
    }

    [Fact]
    public void Every_number_of_labels_and_every_length_of_a_note_comes_out_again()
    {
        for (var count = 0; count <= EntryHeader.MostLabels; count++)
        {
            EntryLabel[] labels = [.. Enumerable.Range(0, count).Select(number => EntryLabel.ContentOf("name" + number, "hash"))];
            var entry = Entry with { Labels = labels, Note = count == 0 ? null : new string('n', count * 8) };

            EntryHeader.Fits(entry).Should().BeTrue();
            var bytes = SealedEntry.Seal(entry, Key, Secret, Terms(CacheCompression.None));
            SealedEntry.TryOpen(bytes, Key, Secret, Terms(CacheCompression.None), Longest)!.Should().BeEquivalentTo(entry, it => it.Excluding(of => of.Body));
            EntryHeader.TryRead(bytes.AsSpan(0, Math.Min(1024, bytes.Length)))!.Entry.Labels.Should().Equal(labels);
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Bytes_that_do_not_shrink_are_stored_as_they_are(CacheCompression compression, bool isEncrypted)
    {
        var noise = new byte[10_000];
        new Random(1).NextBytes(noise);

        var bytes = SealedEntry.Seal(Entry with { Body = noise }, Key, Secret, Terms(compression, isEncrypted));

        bytes.Length.Should().BeLessThan(noise.Length + 150);
        SealedEntry.TryOpen(bytes, Key, Secret, Terms(compression, isEncrypted), Longest)!.Body.ToArray().Should().Equal(noise);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_entry_opens_in_which_a_single_bit_is_another(CacheCompression compression, bool isEncrypted)
    {
        var terms = Terms(compression, isEncrypted);
        var bytes = SealedEntry.Seal(Entry, Key, Secret, terms);
        for (var at = 0; at < bytes.Length * 8; at += isEncrypted ? 3 : 1)
        {
            bytes[at / 8] ^= (byte)(1 << (at % 8));
            (SealedEntry.TryOpen(bytes, Key, Secret, terms, Longest) is null).Should().BeTrue();
            bytes[at / 8] ^= (byte)(1 << (at % 8));
        }

        SealedEntry.TryOpen(bytes, Key, Secret, terms, Longest).Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_entry_opens_that_was_cut_or_continued(CacheCompression compression, bool isEncrypted)
    {
        var terms = Terms(compression, isEncrypted);
        var bytes = SealedEntry.Seal(Entry, Key, Secret, terms);
        for (var length = 0; length < bytes.Length; length++)
        {
            (SealedEntry.TryOpen(bytes.AsMemory(0, length), Key, Secret, terms, Longest) is null).Should().BeTrue();
            (SealedEntry.TryOpen(bytes.AsMemory(length + 1), Key, Secret, terms, Longest) is null).Should().BeTrue();
        }

        SealedEntry.TryOpen((byte[])[.. bytes, 0], Key, Secret, terms, Longest).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_bytes_whatever_throw_or_open(CacheCompression compression, bool isEncrypted)
    {
        var terms = Terms(compression, isEncrypted);
        var random = new Random(7);
        var honest = SealedEntry.Seal(Entry, Key, Secret, terms);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            var keep = Math.Min(bytes.Length, random.Next(3) * random.Next(60));
            honest.AsSpan(0, Math.Min(keep, honest.Length)).CopyTo(bytes);
            (SealedEntry.TryOpen(bytes, Key, Secret, terms, Longest) is null).Should().BeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void No_entry_opens_under_another_key_or_with_another_secret(CacheCompression compression, bool isEncrypted)
    {
        var terms = Terms(compression, isEncrypted);
        var bytes = SealedEntry.Seal(Entry, Key, Secret, terms);

        SealedEntry.TryOpen(bytes, Key + "x", Secret, terms, Longest).Should().BeNull();
        SealedEntry.TryOpen(bytes, "other:key", Secret, terms, Longest).Should().BeNull();
        SealedEntry.TryOpen(bytes, Key, SHA256.HashData("other"u8), terms, Longest).Should().BeNull();
    }

    [Fact]
    public void The_secret_counts_in_an_encrypted_entry_even_when_its_id_is_forged()
    {
        var other = SHA256.HashData("other"u8);
        var bytes = SealedEntry.Seal(Entry, Key, Secret, Terms(CacheCompression.None, isEncrypted: true));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(28), EntryHeader.IdOf(other));

        SealedEntry.TryOpen(bytes, Key, other, Terms(CacheCompression.None, isEncrypted: true), Longest).Should().BeNull();
    }

    [Fact]
    public void A_new_encryption_key_in_front_still_opens_what_the_old_one_sealed_and_a_dropped_one_does_not()
    {
        var old = new SealTerms(CacheCompression.Brotli, 0, EncryptionKeys.Of([FirstKey]));
        var both = old with { Encryption = EncryptionKeys.Of([SecondKey, FirstKey]) };
        var now = old with { Encryption = EncryptionKeys.Of([SecondKey]) };
        var ofOld = SealedEntry.Seal(Entry, Key, Secret, old);

        SealedEntry.TryOpen(ofOld, Key, Secret, both, Longest).Should().NotBeNull();
        SealedEntry.TryOpen(ofOld, Key, Secret, now, Longest).Should().BeNull();
        SealedEntry.TryOpen(SealedEntry.Seal(Entry, Key, Secret, both), Key, Secret, now, Longest).Should().NotBeNull();
    }

    [Fact]
    public void An_encrypted_entry_shows_nothing_of_its_body_and_never_looks_the_same_twice()
    {
        var entry = Entry with { Body = "a canary in the body".Utf8() };
        var terms = Terms(CacheCompression.None, isEncrypted: true);

        var bytes = SealedEntry.Seal(entry, Key, Secret, terms);

        bytes.AsSpan().IndexOf("canary"u8).Should().Be(-1);
        SealedEntry.Seal(entry, Key, Secret, terms).Should().NotEqual(bytes);
        SealedEntry.Seal(entry, Key, Secret, Terms(CacheCompression.None)).AsSpan().IndexOf("canary"u8).Should().BePositive();
    }

    [Fact]
    public void Where_entries_are_encrypted_one_that_is_not_is_foreign_and_the_reverse()
    {
        var (plain, encrypted) = (Terms(CacheCompression.None), Terms(CacheCompression.None, isEncrypted: true));

        SealedEntry.TryOpen(SealedEntry.Seal(Entry, Key, Secret, plain), Key, Secret, encrypted, Longest).Should().BeNull();
        SealedEntry.TryOpen(SealedEntry.Seal(Entry, Key, Secret, encrypted), Key, Secret, plain, Longest).Should().BeNull();
    }

    /// <summary>Sealed as another version would, with a tag that is right: only the version tells.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_entry_of_another_version_opens(byte version)
    {
        var bytes = SealedEntry.Seal(Entry, Key, Secret, Terms(CacheCompression.Brotli));
        Reseal(bytes).Should().Equal(bytes);

        bytes[0] = version;

        SealedEntry.TryOpen(Reseal(bytes), Key, Secret, Terms(CacheCompression.Brotli), Longest).Should().BeNull();
    }

    [Theory]
    [InlineData(CacheCompression.None)]
    [InlineData(CacheCompression.Brotli)]
    [InlineData(CacheCompression.Gzip)]
    public void A_body_that_is_longer_than_allowed_or_than_it_says_does_not_open(CacheCompression compression)
    {
        var terms = Terms(compression);
        var bytes = SealedEntry.Seal(Entry, Key, Secret, terms);
        SealedEntry.TryOpen(bytes, Key, Secret, terms, Entry.Body.Length).Should().NotBeNull();
        SealedEntry.TryOpen(bytes, Key, Secret, terms, Entry.Body.Length - 1).Should().BeNull();

        bytes[35] ^= 1;

        SealedEntry.TryOpen(Reseal(bytes), Key, Secret, terms, Longest).Should().BeNull();
    }

    [Theory]
    [InlineData(CacheCompression.Brotli)]
    [InlineData(CacheCompression.Gzip)]
    public void A_bomb_that_someone_with_the_secret_sealed_grows_no_further_than_it_is_allowed(CacheCompression compression)
    {
        const int Huge = 64 << 20;
        var bomb = SealedEntry.Seal(Entry with { Body = new byte[Huge] }, Key, Secret, Terms(compression));
        bomb.Length.Should().BeLessThan(Huge / 90);
        foreach (var declared in (int[])[0, 1, 1000, Longest, Huge - 1, Huge, int.MaxValue, -1])
        {
            BinaryPrimitives.WriteInt32BigEndian(bomb.AsSpan(32), declared);
            var resealed = Reseal(bomb);
            var before = GC.GetAllocatedBytesForCurrentThread();

            SealedEntry.TryOpen(resealed, Key, Secret, Terms(compression), Longest).Should().BeNull();

            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(3 * Longest);
        }
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(16, true)]
    [InlineData(17, true)]
    [InlineData(22, true)]
    [InlineData(23, false)]
    [InlineData(24, false)]
    public void A_payload_that_wants_a_larger_window_than_ours_is_not_unpacked(int window, bool expected)
    {
        var (body, packed) = (new byte[1000], new byte[1000]);
        BrotliEncoder.TryCompress(body, packed, out var length, quality: 5, window).Should().BeTrue();

        (Packing.TryUnpack(packed.AsSpan(0, length), CacheCompression.Brotli, body.Length) is not null).Should().Be(expected);
    }

    [Theory]
    [InlineData(CacheCompression.Brotli)]
    [InlineData(CacheCompression.Gzip)]
    public void A_small_payload_that_declares_a_huge_body_costs_what_it_is_and_not_what_it_says(CacheCompression compression)
    {
        const int Most = 256 << 20;
        var packed = Packing.TryPack(new byte[1000], compression)!;
        Packing.TryUnpack(packed, compression, 1000).Should().Equal(new byte[1000]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Packing.TryUnpack(packed, compression, Most).Should().BeNull();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100_000);
    }

    private static SealTerms Terms(CacheCompression compression, bool isEncrypted = false) =>
        new(compression, 0, isEncrypted ? EncryptionKeys.Of([FirstKey]) : null);

    private static byte[] Reseal(byte[] entry)
    {
        var key = Key.Utf8();
        byte[] length = [0, 0, 0, (byte)key.Length];
        return [.. entry[..^32], .. HMACSHA256.HashData(Secret, (byte[])[.. length, .. key, .. entry[..^32]])];
    }
}
