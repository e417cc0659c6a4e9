using System.Security.Cryptography;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

public class SealedEntryTests
{
    private const string Key = "llm:key";
    private const int Longest = 1_000_000;
    private static readonly byte[] Secret = SHA256.HashData("secret"u8);
    private static readonly StoredAnswer Answer = new(Texts.Words(100).Utf8(), IsStream: true, "req_1", DateTimeOffset.FromUnixTimeMilliseconds(1_767_225_600_123));

    [Theory]
    [InlineData(0, true, "req_1", 0)]
    [InlineData(0, false, null, 100)]
    [InlineData(1, true, "req_ü", 0)]
    [InlineData(5000, true, "req_1", 4096)]
    [InlineData(5000, false, "req_1", 100_000)]
    public void What_is_sealed_comes_out_as_it_went_in(int words, bool isStream, string? requestId, int compressAbove)
    {
        var answer = Answer with { Body = Texts.Words(words).Utf8(), IsStream = isStream, RequestId = requestId };

        var entry = SealedEntry.Seal(answer, Key, Secret, compressAbove);
        var opened = SealedEntry.TryOpen(entry, Key, Secret, Longest)!;

        opened.Body.ToArray().Should().Equal(answer.Body.ToArray());
        opened.Should().BeEquivalentTo(answer, options => options.Excluding(it => it.Body));
        if (words == 5000)
        {
            (entry.Length < answer.Body.Length / 4).Should().Be(compressAbove < answer.Body.Length);
        }
    }

    [Fact]
    public void Bytes_that_do_not_shrink_are_stored_as_they_are()
    {
        var noise = new byte[10_000];
        new Random(1).NextBytes(noise);

        var entry = SealedEntry.Seal(Answer with { Body = noise }, Key, Secret, compressAbove: 0);

        entry.Length.Should().BeLessThan(noise.Length + 100);
        SealedEntry.TryOpen(entry, Key, Secret, Longest)!.Body.ToArray().Should().Equal(noise);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void No_entry_opens_in_which_a_single_bit_or_byte_is_another(int compressAbove)
    {
        var entry = SealedEntry.Seal(Answer, Key, Secret, compressAbove);
        for (var at = 0; at < entry.Length; at++)
        {
            foreach (var flip in (byte[])[1, 2, 0x80, 0xFF])
            {
                entry[at] ^= flip;
                SealedEntry.TryOpen(entry, Key, Secret, Longest).Should().BeNull("byte {0}", at);
                entry[at] ^= flip;
            }
        }

        SealedEntry.TryOpen(entry, Key, Secret, Longest).Should().NotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void No_entry_opens_that_was_cut_or_continued(int compressAbove)
    {
        var entry = SealedEntry.Seal(Answer, Key, Secret, compressAbove);
        for (var length = 0; length < entry.Length; length++)
        {
            SealedEntry.TryOpen(entry.AsSpan(0, length), Key, Secret, Longest).Should().BeNull();
            SealedEntry.TryOpen(entry.AsSpan(length + 1), Key, Secret, Longest).Should().BeNull();
        }

        SealedEntry.TryOpen([.. entry, 0], Key, Secret, Longest).Should().BeNull();
    }

    [Fact]
    public void No_entry_opens_under_another_key_or_with_another_secret()
    {
        var entry = SealedEntry.Seal(Answer, Key, Secret, 0);

        SealedEntry.TryOpen(entry, Key + "x", Secret, Longest).Should().BeNull();
        SealedEntry.TryOpen(entry, "other:key", Secret, Longest).Should().BeNull();
        SealedEntry.TryOpen(entry, Key, SHA256.HashData("other"u8), Longest).Should().BeNull();
    }

    /// <summary>Sealed as a later version would, with a tag that is right: only the version tells.</summary>
    [Fact]
    public void No_entry_of_another_version_opens()
    {
        var entry = SealedEntry.Seal(Answer, Key, Secret, 0);
        Reseal(entry).Should().Equal(entry);

        entry[0] = 2;

        SealedEntry.TryOpen(Reseal(entry), Key, Secret, Longest).Should().BeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void A_body_that_is_longer_than_allowed_or_than_it_says_does_not_open(int compressAbove)
    {
        var entry = SealedEntry.Seal(Answer, Key, Secret, compressAbove);
        SealedEntry.TryOpen(entry, Key, Secret, Answer.Body.Length).Should().NotBeNull();
        SealedEntry.TryOpen(entry, Key, Secret, Answer.Body.Length - 1).Should().BeNull();

        entry[13] ^= 1;

        SealedEntry.TryOpen(Reseal(entry), Key, Secret, Longest).Should().BeNull();
    }

    private static byte[] Reseal(byte[] entry)
    {
        var key = Key.Utf8();
        byte[] length = [0, 0, 0, (byte)key.Length];
        return [.. entry[..^32], .. HMACSHA256.HashData(Secret, (byte[])[.. length, .. key, .. entry[..^32]])];
    }
}
