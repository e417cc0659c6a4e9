namespace PromptCaching.Chaos.Canaries;

/// <summary>Calls whose every part holds a canary, through the whole chain: none is found in anything that leaves it but the request and the answer.</summary>
internal sealed class CanariesScenario : IScenario
{
    private const int CallsPerLane = 500;
    private static readonly string[] Places = ["logs", "metrics", "activities", "exceptions", "objects", "store-keys", "store-values"];

    /// <summary>Where there must have been something to look at.</summary>
    private static readonly string[] Busy = ["logs", "exceptions", "objects", "store-keys", "store-values"];

    public string Name => "canaries";

    public int QuickOperations => 20_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var cage = new Cage(run.Progress);
        using (new WatchedTelemetry(cage))
        {
            await Parallel.ForAsync(0, (run.Operations + CallsPerLane - 1) / CallsPerLane, cancellationToken, async (number, token) =>
            {
                using var lane = new CanaryLane(cage, run.ChanceOf(-number));
                for (var operation = number * CallsPerLane; operation < Math.Min(run.Operations, (number + 1) * CallsPerLane); operation++)
                {
                    await lane.CallAsync(run.ChanceOf(operation), token);
                }
            });
        }

        return
        [
            .. Places.Select(place => Figure.Never($"{Name}/in-{place}", cage.Found(place))),
            .. Busy.Select(place => Figure.AtLeast($"{Name}/looked-at-{place}", cage.Looked(place), 1)),
            Figure.AtLeast($"{Name}/found-by-control", cage.Found(CanaryLane.Control), 1),
        ];
    }
}
