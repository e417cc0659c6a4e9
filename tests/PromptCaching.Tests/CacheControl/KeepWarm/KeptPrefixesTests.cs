using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>There is room for so many prompts and no more; the one that was used longest ago goes first.</summary>
public sealed class KeptPrefixesTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Their_number_is_bounded()
    {
        var prefixes = Filled(KeptPrefixes.Most + 5, 1);

        prefixes.Count.Should().Be(KeptPrefixes.Most);
        prefixes.Find(4).Should().BeNull();
        prefixes.Find(5).Should().NotBeNull();
    }

    [Fact]
    public void Their_bytes_are_bounded() => Filled(10, KeptPrefixes.MostBytes / 4).Count.Should().Be(4);

    [Fact]
    public void One_that_is_larger_than_all_room_is_not_kept() => Filled(1, KeptPrefixes.MostBytes + 1).Count.Should().Be(0);

    private static KeptPrefixes Filled(int count, int bytes)
    {
        var prefixes = new KeptPrefixes();
        using var request = ChainUnderTest.Post("{}".Utf8());
        var route = new WarmRoute(request);
        for (var hash = 0; hash < count; hash++)
        {
            prefixes.FindOrAdd((ulong)hash, _start.AddSeconds(hash)).Keep(new byte[bytes], route);
            prefixes.Trim();
        }

        return prefixes;
    }
}
