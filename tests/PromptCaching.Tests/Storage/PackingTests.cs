using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

public sealed class PackingTests
{
    [Theory]
    [InlineData(CacheCompression.Brotli)]
    [InlineData(CacheCompression.Gzip)]
    public void What_does_not_become_smaller_is_not_packed(CacheCompression compression)
    {
        var noise = new byte[100_000];
        new Random(3).NextBytes(noise);

        Packing.TryPack(noise, compression).Should().BeNull();
        Packing.TryPack([], compression).Should().BeNull();
        Packing.TryPack("a"u8, compression).Should().BeNull();
        Packing.TryPack(new byte[1000], CacheCompression.None).Should().BeNull();
    }

    [Theory]
    [InlineData(CacheCompression.Brotli)]
    [InlineData(CacheCompression.Gzip)]
    public void Bodies_of_every_size_come_out_whole_and_only_at_their_own_length(CacheCompression compression)
    {
        foreach (var length in (int[])[100, 16 * 1024, (16 * 1024) + 1, 64 * 1024, (64 * 1024) + 1, 300_000])
        {
            var body = Texts.Words(length / 5).Utf8();
            var packed = Packing.TryPack(body, compression)!;

            packed.Length.Should().BeLessThan(body.Length);
            Packing.TryUnpack(packed, compression, body.Length)!.AsSpan().SequenceEqual(body).Should().BeTrue();
            Packing.TryUnpack(packed, compression, body.Length - 1).Should().BeNull();
            Packing.TryUnpack(packed, compression, body.Length + 1).Should().BeNull();
            Packing.TryUnpack(packed.AsSpan(0, packed.Length / 2), compression, body.Length).Should().BeNull();
            Packing.TryUnpack([], compression, body.Length).Should().BeNull();
            Packing.TryUnpack(packed, CacheCompression.None, body.Length).Should().BeNull();
        }
    }

    /// <summary>A lowest bit of 0 says a window of 64 KB; what follows it is then no size, but an empty block, one of a byte as it is, and the end.</summary>
    [Fact]
    public void A_small_window_is_not_taken_for_a_large_one_by_what_follows_it() =>
        Packing.TryUnpack([0b0000_1100, 0, 0, 0b1000, (byte)'a', 0b11], CacheCompression.Brotli, 1).Should().Equal((byte)'a');
}
