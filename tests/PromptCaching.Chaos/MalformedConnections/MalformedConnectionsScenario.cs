using PromptCaching.Chaos.MalformedRequests;
using PromptCaching.Testing;
using PromptCaching.Testing.Hosting;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Spoiled requests and connections that misbehave, over TCP: the emulator's server answers or closes each, and serves the next.</summary>
internal sealed class MalformedConnectionsScenario : IScenario
{
    private const int CallsPerServer = 5000;
    private const int Lanes = 8;
    private const int ProgressEvery = 20_000;

    private readonly TransmissionChoice _choice = new();

    public string Name => "malformed-connections";

    public int QuickOperations => 2000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var tally = new ConnectionTally(run.Progress);
        using var watch = new HostWatch();
        for (var first = 0; first < run.Operations; first += CallsPerServer)
        {
            var operations = Enumerable.Range(first, Math.Min(CallsPerServer, run.Operations - first));
            await RunAsync(run, [.. operations], tally, watch, cancellationToken);
            if (first % ProgressEvery == 0)
            {
                await run.Progress.WriteLineAsync($"{first} sent, {tally.Refused} refused");
            }
        }

        foreach (var (exception, count) in watch.Unhandled)
        {
            tally.Crash("the host", $"{exception}, {count} times");
        }

        return tally.Figures(Name, run.Operations);
    }

    private async Task RunAsync(ScenarioRun run, int[] operations, ConnectionTally tally, HostWatch watch, CancellationToken cancellationToken)
    {
        var options = Leniency.Of(operations[0] / CallsPerServer);
        using var emulator = new ClaudeEmulator(options, new ManualTimeProvider());
        using var slowEmulator = new ClaudeEmulator(new ClaudeEmulatorOptions { DelayBetweenEvents = TimeSpan.FromHours(1) }, new ManualTimeProvider());
        await using var server = await ClaudeEmulatorServer.StartAsync(emulator, cancellationToken: cancellationToken);
        await using var slow = await ClaudeEmulatorServer.StartAsync(slowEmulator, cancellationToken: cancellationToken);
        var lanes = Enumerable.Range(0, Lanes).Select(number => Task.Run(
            async () =>
            {
                using var lane = new Lane(server.Address.Port, slow.Address.Port, tally);
                foreach (var operation in operations.Where(operation => operation % Lanes == number))
                {
                    var sent = await _choice.NextAsync(run.ChanceOf(operation), cancellationToken);
                    await lane.SendAsync(sent, $"operation {operation}", cancellationToken);
                }
            },
            cancellationToken));
        await Task.WhenAll(lanes);
        foreach (var port in new[] { server.Address.Port, slow.Address.Port })
        {
            await LookAfterAsync(port, tally, watch, cancellationToken);
        }
    }

    /// <summary>After all the harm a server still answers, and holds no connection any more.</summary>
    private static async Task LookAfterAsync(int port, ConnectionTally tally, HostWatch watch, CancellationToken cancellationToken)
    {
        using (var lane = new Lane(port, port, tally))
        {
            await lane.SendAsync(await TransmissionChoice.SoundAsync(SoundBodies.All[0], cancellationToken), "a sound request afterwards", cancellationToken);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Lane.Patience);
        tally.LeftOpen(await watch.LeftOpenAsync(port, patience.Token));
    }
}
