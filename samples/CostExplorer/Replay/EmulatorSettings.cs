using PromptCaching.Testing;

namespace CostExplorer.Replay;

/// <summary>The emulator that every figure of this program comes from.</summary>
internal static class EmulatorSettings
{
    /// <summary>The day on which a workload begins: prices are those of the catalog's own day.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan TimeToFirstByte = TimeSpan.FromSeconds(1);

    /// <summary>Enough for all calls that are in flight at one time.</summary>
    private const int RecentCalls = 16 * 1024;

    public static ClaudeEmulatorOptions Create(bool useVirtualClock) => new()
    {
        TimeToFirstByte = TimeToFirstByte,
        TokenCounting = TokenCounting.FourCharacters,
        UseVirtualClock = useVirtualClock,
        RecordBodies = false,
        MaxRecordedCalls = useVirtualClock ? 1 : RecentCalls,
    };
}
