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

    public static TheoryData<CacheCompression> Compressions => [CacheCompression.None, CacheCompression.Brotli, CacheCompression.Gzip];

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

        var bytes = SealedEntry.Seal(entry, Key, Secret, compression, compressAbove);
        var opened = SealedEntry.TryOpen(bytes, Key, Secret, Longest)!;

        opened.Body.ToArray().Should().Equal(entry.Body.ToArray());
        opened.Should().BeEquivalentTo(entry, options => options.Excluding(it => it.Body));
        if (words == 5000)
        {
            (bytes.Length < entry.Body.Length / 3).Should().Be(compression != CacheCompression.None && compressAbove < entry.Body.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void Bytes_that_do_not_shrink_are_stored_as_they_are(CacheCompression compression)
    {
        var noise = new byte[10_000];
        new Random(1).NextBytes(noise);

        var bytes = SealedEntry.Seal(Entry with { Body = noise }, Key, Secret, compression, compressAbove: 0);

        bytes.Length.Should().BeLessThan(noise.Length + 150);
        SealedEntry.TryOpen(bytes, Key, Secret, Longest)!.Body.ToArray().Should().Equal(noise);
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void No_entry_opens_in_which_a_single_bit_is_another(CacheCompression compression)
    {
        var bytes = SealedEntry.Seal(Entry, Key, Secret, compression, 0);
        for (var at = 0; at < bytes.Length * 8; at++)
        {
            bytes[at / 8] ^= (byte)(1 << (at % 8));
            SealedEntry.TryOpen(bytes, Key, Secret, Longest).Should().BeNull("bit {0}", at);
            bytes[at / 8] ^= (byte)(1 << (at % 8));
        }

        SealedEntry.TryOpen(bytes, Key, Secret, Longest).Should().NotBeNull();
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void No_entry_opens_that_was_cut_or_continued(CacheCompression compression)
    {
        var bytes = SealedEntry.Seal(Entry, Key, Secret, compression, 0);
        for (var length = 0; length < bytes.Length; length++)
        {
            SealedEntry.TryOpen(bytes.AsMemory(0, length), Key, Secret, Longest).Should().BeNull();
            SealedEntry.TryOpen(bytes.AsMemory(length + 1), Key, Secret, Longest).Should().BeNull();
        }

        SealedEntry.TryOpen((byte[])[.. bytes, 0], Key, Secret, Longest).Should().BeNull();
    }

    [Fact]
    public void No_entry_opens_under_another_key_or_with_another_secret()
    {
        var bytes = SealedEntry.Seal(Entry, Key, Secret, CacheCompression.Brotli, 0);

        SealedEntry.TryOpen(bytes, Key + "x", Secret, Longest).Should().BeNull();
        SealedEntry.TryOpen(bytes, "other:key", Secret, Longest).Should().BeNull();
        SealedEntry.TryOpen(bytes, Key, SHA256.HashData("other"u8), Longest).Should().BeNull();
    }

    /// <summary>Sealed as another version would, with a tag that is right: only the version tells.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_entry_of_another_version_opens(byte version)
    {
        var bytes = SealedEntry.Seal(Entry, Key, Secret, CacheCompression.Brotli, 0);
        Reseal(bytes).Should().Equal(bytes);

        bytes[0] = version;

        SealedEntry.TryOpen(Reseal(bytes), Key, Secret, Longest).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Compressions))]
    public void A_body_that_is_longer_than_allowed_or_than_it_says_does_not_open(CacheCompression compression)
    {
        var bytes = SealedEntry.Seal(Entry, Key, Secret, compression, 0);
        SealedEntry.TryOpen(bytes, Key, Secret, Entry.Body.Length).Should().NotBeNull();
        SealedEntry.TryOpen(bytes, Key, Secret, Entry.Body.Length - 1).Should().BeNull();

        bytes[35] ^= 1;

        SealedEntry.TryOpen(Reseal(bytes), Key, Secret, Longest).Should().BeNull();
    }

    private static byte[] Reseal(byte[] entry)
    {
        var key = Key.Utf8();
        byte[] length = [0, 0, 0, (byte)key.Length];
        return [.. entry[..^32], .. HMACSHA256.HashData(Secret, (byte[])[.. length, .. key, .. entry[..^32]])];
    }
}
