using PromptCaching.Testing;

namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Requests of every kind of wrong, sent to the emulator: it answers each in the API's shape and never breaks.</summary>
internal sealed class MalformedRequestsScenario : IScenario
{
    private const int CallsPerEmulator = 1000;
    private const int ProgressEvery = 20_000;

    public string Name => "malformed-requests";

    public int QuickOperations => 5000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var tally = new Tally(run.Progress);
        using (var client = Emulator(0))
        {
            foreach (var body in SoundBodies.All)
            {
                using var request = SpoiledRequest.Sound(body);
                await tally.SendSoundAsync(client, request, cancellationToken);
            }
        }

        var bodies = new BodyChoice();
        for (var first = 0; first < run.Operations; first += CallsPerEmulator)
        {
            using var client = Emulator(first / CallsPerEmulator);
            for (var operation = first; operation < Math.Min(first + CallsPerEmulator, run.Operations); operation++)
            {
                var chance = run.ChanceOf(operation);
                using var request = SpoiledRequest.Spoil(bodies.Next(chance), chance);
                await tally.SendAsync(client, request, operation, cancellationToken);
            }

            if (first % ProgressEvery == 0)
            {
                await run.Progress.WriteLineAsync($"{first} sent, {tally.Refused} refused");
            }
        }

        return tally.Figures(Name, run.Operations);
    }

    private static HttpMessageInvoker Emulator(int turn) => new(new ClaudeEmulator(Leniency.Of(turn), new ManualTimeProvider()));
}
