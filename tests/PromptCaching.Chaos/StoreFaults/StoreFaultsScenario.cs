namespace PromptCaching.Chaos.StoreFaults;

/// <summary>A store that lies in every way there is: each lie is a miss, and none of them an answer or an exception.</summary>
internal sealed class StoreFaultsScenario : IScenario
{
    private const int LiesPerLane = 5000;

    public string Name => "store-faults";

    public int QuickOperations => 100_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var tally = new FaultTally(run.Progress);
        var lanes = (run.Operations + LiesPerLane - 1) / LiesPerLane;
        await Parallel.ForAsync(0, lanes, cancellationToken, async (number, token) =>
        {
            using var lane = new FaultLane(number, tally);
            for (var operation = number * LiesPerLane; operation < Math.Min(run.Operations, (number + 1) * LiesPerLane); operation++)
            {
                await lane.LieAsync(operation, run.ChanceOf(operation), token);
            }
        });
        return tally.Figures(Name);
    }
}
