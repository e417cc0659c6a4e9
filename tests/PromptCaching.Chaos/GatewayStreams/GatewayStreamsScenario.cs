using PromptCaching.Testing;
using PromptCaching.Testing.Hosting;

namespace PromptCaching.Chaos.GatewayStreams;

/// <summary>
/// Two hundred streams at one time through a gateway, straight to the emulator's server and through a bare relay; and then many calls, after which no
/// memory is missing.
/// </summary>
internal sealed class GatewayStreamsScenario : IScenario
{
    private const int Streams = 200;
    private const int Rounds = 7;

    /// <summary>So many calls a lane until what it runs is compiled for good: before, a quarter of the time is the compiler's.</summary>
    private const int CallsToWarmUp = 40_000;
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
            new Figure($"{Name}/first-byte-ratio-to-a-bare-relay-before-an-instant-server", Math.Round(instant.ToRelay, 3), HighestRatio, "max"),
            Figure.Never($"{Name}/failures", instant.Failures + model.Failures + growth.Failures),
            new Figure($"{Name}/megabytes-grown", Math.Round(growth.Bytes / Megabyte, 2), MostMegabytes, "max"),
        ];
    }

    /// <summary>Rounds take turns, so that whatever else the machine does meets all alike.</summary>
    private static async Task<(double Ratio, double ToRelay, int Failures)> CompareAsync(
        TimeSpan timeToFirstByte, ScenarioRun run, CancellationToken cancellationToken)
    {
        using var emulator = new ClaudeEmulator(Options(timeToFirstByte));
        await using var server = await ClaudeEmulatorServer.StartAsync(emulator, cancellationToken: cancellationToken);
        await using var gateway = await GatewayServer.StartAsync(server.Address, cancellationToken);
        await using var relay = await BareRelay.StartAsync(server.Address, cancellationToken);
        using var straight = new StreamReaders(server.Address);
        using var through = new StreamReaders(gateway.Address);
        using var bare = new StreamReaders(relay.Address);
        StreamReaders[] lanes = [straight, through, bare];
        List<TimeSpan>[] times = [[], [], []];
        foreach (var lane in lanes)
        {
            await lane.ReadAsync(timeToFirstByte > TimeSpan.Zero ? Streams : CallsToWarmUp, Streams, cancellationToken);
        }

        for (var round = 0; round < Rounds; round++)
        {
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                times[lane].AddRange(await lanes[lane].ReadAsync(Streams, Streams, cancellationToken));
            }
        }

        var (direct, added, least) = (Median(times[0]), Median(times[1]), Median(times[2]));
        await run.Progress.WriteLineAsync(
            $"server that takes {timeToFirstByte.TotalMilliseconds} ms: median of the first byte straight {direct.TotalMilliseconds:0.0} ms, "
            + $"through a bare relay {least.TotalMilliseconds:0.0} ms, through the gateway {added.TotalMilliseconds:0.0} ms");
        return (added / direct, added / least, lanes.Sum(static lane => lane.Failures));
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
