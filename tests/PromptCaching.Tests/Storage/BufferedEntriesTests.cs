using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

public sealed class BufferedEntriesTests
{
    private static readonly DateTimeOffset _now = new ManualTimeProvider().GetUtcNow();

    [Fact]
    public async Task What_was_found_is_nobody_s_buffer_any_more()
    {
        using var process = new RegionsUnderTest(new ManualTimeProvider(), new BufferStore());
        var bodies = Enumerable.Range(0, 5).Select(static seed => Noise(seed)).ToArray();
        for (var index = 0; index < bodies.Length; index++)
        {
            await process.Match.StoreBytesAsync($"{index}", bodies[index], CacheTerms.Default, _now, default);
        }

        var found = new List<CacheEntry>();
        for (var index = 0; index < bodies.Length; index++)
        {
            found.Add((await process.Match.FindFreshAsync($"{index}", default))!);
        }

        found.Should().AllSatisfy(entry => entry.Body.ToArray().Should().Equal(bodies[found.IndexOf(entry)]));
    }

    private static byte[] Noise(int seed)
    {
        var noise = new byte[5_000];
        new Random(seed).NextBytes(noise);
        return noise;
    }
}
