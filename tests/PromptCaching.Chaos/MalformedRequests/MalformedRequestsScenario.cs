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

        string[] bodies = [.. SoundBodies.All, .. RecordedBodies.Read()];
        for (var first = 0; first < run.Operations; first += CallsPerEmulator)
        {
            using var client = Emulator(first / CallsPerEmulator);
            for (var operation = first; operation < Math.Min(first + CallsPerEmulator, run.Operations); operation++)
            {
                var chance = run.ChanceOf(operation);
                using var request = SpoiledRequest.Spoil(Body(bodies, chance), chance);
                await tally.SendAsync(client, request, operation, cancellationToken);
            }

            if (first % ProgressEvery == 0)
            {
                await run.Progress.WriteLineAsync($"{first} sent, {tally.Refused} refused");
            }
        }

        return tally.Figures(Name, run.Operations);
    }

    /// <summary>The hand-written requests are few: half of all calls begin with one of them.</summary>
    private static string Body(string[] bodies, Random chance) => bodies[chance.Next(2) == 0 ? chance.Next(SoundBodies.All.Length) : chance.Next(bodies.Length)];

    /// <summary>Leniency and the 404s take turns, so that each of them meets every kind of damage.</summary>
    private static HttpMessageInvoker Emulator(int turn) => new(new ClaudeEmulator(
        new ClaudeEmulatorOptions
        {
            RecordBodies = false,
            RejectUnknownFields = turn % 2 == 0,
            RefuseRetiredModels = turn % 4 == 3,
            RefuseUnknownModels = turn % 4 == 3,
        },
        new ManualTimeProvider()));
}
