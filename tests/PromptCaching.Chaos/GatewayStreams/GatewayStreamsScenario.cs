using PromptCaching.Testing;
using PromptCaching.Testing.Hosting;

namespace PromptCaching.Chaos.GatewayStreams;

/// <summary>Two hundred streams at one time through a gateway and straight to the emulator's server, and then many calls, after which no memory is missing.</summary>
internal sealed class GatewayStreamsScenario : IScenario
{
    private const int Streams = 200;
    private const int Rounds = 7;
    private const double HighestRatio = 1.5;
    private const double MostMegabytes = 8;
    private const double Megabyte = 1024 * 1024;

    /// <summary>A model takes its time; the gateway's part is what it adds to that.</summary>
    private static readonly TimeSpan TimeOfModel = TimeSpan.FromMilliseconds(500);

    public string Name => "gateway-streams";

    public int QuickOperations => 10_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var instant = await CompareAsync(TimeSpan.Zero, run, cancellationToken);
        var model = await CompareAsync(TimeOfModel, run, cancellationToken);
        var growth = await GrowthAsync(run, cancellationToken);
        return
        [
            new Figure($"{Name}/first-byte-ratio", Math.Round(model.Ratio, 3), HighestRatio, "max"),
            new Figure($"{Name}/first-byte-ratio-of-an-instant-server", Math.Round(instant.Ratio, 3), HighestRatio, "max"),
            Figure.Never($"{Name}/failures", instant.Failures + model.Failures + growth.Failures),
            new Figure($"{Name}/megabytes-grown", Math.Round(growth.Bytes / Megabyte, 2), MostMegabytes, "max"),
        ];
    }

    /// <summary>Rounds take turns, so that whatever else the machine does meets both alike; the first of each is for warming up.</summary>
    private static async Task<(double Ratio, int Failures)> CompareAsync(TimeSpan timeToFirstByte, ScenarioRun run, CancellationToken cancellationToken)
    {
        using var emulator = new ClaudeEmulator(Options(timeToFirstByte));
        await using var server = await ClaudeEmulatorServer.StartAsync(emulator, cancellationToken: cancellationToken);
        await using var gateway = await GatewayServer.StartAsync(server.Address, cancellationToken);
        using var straight = new StreamReaders(server.Address);
        using var through = new StreamReaders(gateway.Address);
        var (straightTimes, throughTimes) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var round = 0; round <= Rounds; round++)
        {
            var (before, after) = (await straight.ReadAsync(Streams, Streams, cancellationToken), await through.ReadAsync(Streams, Streams, cancellationToken));
            straightTimes.AddRange(round == 0 ? [] : before);
            throughTimes.AddRange(round == 0 ? [] : after);
        }

        var (direct, added) = (Median(straightTimes), Median(throughTimes));
        await run.Progress.WriteLineAsync(
            $"server that takes {timeToFirstByte.TotalMilliseconds} ms: median of the first byte straight {direct.TotalMilliseconds:0.0} ms, "
            + $"through the gateway {added.TotalMilliseconds:0.0} ms");
        return (added / direct, straight.Failures + through.Failures);
    }

    private static async Task<(double Bytes, int Failures)> GrowthAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        using var emulator = new ClaudeEmulator(Options(TimeSpan.Zero));
        await using var server = await ClaudeEmulatorServer.StartAsync(emulator, cancellationToken: cancellationToken);
        await using var gateway = await GatewayServer.StartAsync(server.Address, cancellationToken);
        using var through = new StreamReaders(gateway.Address);
        await through.ReadAsync(Math.Max(2000, run.Operations / 10), Streams / 4, cancellationToken);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await through.ReadAsync(run.Operations, Streams / 4, cancellationToken);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        await run.Progress.WriteLineAsync($"after warming up {before / Megabyte:0.0} MB, after {run.Operations} more calls {after / Megabyte:0.0} MB");
        return (after - before, through.Failures);
    }

    private static ClaudeEmulatorOptions Options(TimeSpan timeToFirstByte) => new()
    {
        TimeToFirstByte = timeToFirstByte,
        TokenCounting = TokenCounting.FourCharacters,
        RecordBodies = false,
        MaxRecordedCalls = 0,
    };

    private static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);
}
