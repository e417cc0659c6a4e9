using PromptCaching.Benchmarks.CacheControl;
using PromptCaching.Benchmarks.Telemetry;

namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>The sizes of bodies for which hits are measured, and the figures of each.</summary>
internal static class HitSizes
{
    private const int Kilobyte = 1024;

    private static readonly (string Name, int Bytes, int CharactersPerBlock, double MemoryTarget)[] All =
    [
        ("5kb", 5 * Kilobyte, 300, 1.3),
        ("100kb", 100 * Kilobyte, 1500, 0.3),
        ("1mb", 1024 * Kilobyte, 3000, 0.3),
        ("4mb", 4096 * Kilobyte, 4000, 0.3),
    ];

    public static IEnumerable<KeyValuePair<string, Func<IRatio>>> Ratios() =>
    [
        .. All.Select(static size => Entry($"memory-hit-{size.Name}", name => new MemoryHit(name, Body(size), size.MemoryTarget))),
        .. All.Select(static size => Entry($"memory-hit-allocation-{size.Name}", name => new MemoryHitAllocation(name, Body(size)))),
        .. All.Select(static size => Entry($"shared-hit-new-{size.Name}", name => new SharedHit(name, Body(size), isSeen: false, 3.5))),
        .. All.Select(static size => Entry($"shared-hit-seen-{size.Name}", name => new SharedHit(name, Body(size), isSeen: true, 0.3))),
        Entry("listened-hit-100kb", name => new ListenedHit(name, Body(All[1]))),
        Entry("silent-telemetry-100kb", name => new SilentTelemetry(name, Body(All[1]))),
        Entry("two-threads-100kb", name => new TwoThreads(name, Body(All[1]))),
        Entry("record-stream", static name => new RecordStream(name)),
    ];

    private static KeyValuePair<string, Func<IRatio>> Entry(string name, Func<string, IRatio> create) => new(name, () => create(name));

    private static byte[] Body((string Name, int Bytes, int CharactersPerBlock, double MemoryTarget) size) =>
        new GrowingConversation(size.Bytes, size.CharactersPerBlock, 0).Bodies[^1];
}
