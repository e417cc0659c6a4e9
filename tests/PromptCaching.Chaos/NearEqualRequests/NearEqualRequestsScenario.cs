namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Requests that differ in one thing, and requests that differ in their spelling only: the first never share a key, the second always do.</summary>
internal sealed class NearEqualRequestsScenario : IScenario
{
    private const int PairsPerReport = 1_000_000;

    public string Name => "near-equal-requests";

    public int QuickOperations => 200_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var bodies = await AskedBodies.ReadAsync(run);
        var lanes = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new KeyLane(bodies, run)).ToArray();
        await Parallel.ForAsync(0, lanes.Length, cancellationToken, (number, token) =>
        {
            for (var operation = number; operation < run.Operations; operation += lanes.Length)
            {
                token.ThrowIfCancellationRequested();
                lanes[number].Try(operation);
                if ((operation + 1) % PairsPerReport == 0)
                {
                    run.Progress.WriteLine($"{Name}: {operation + 1} of {run.Operations} pairs");
                }
            }

            return ValueTask.CompletedTask;
        });
        return
        [
            Figure.Never($"{Name}/false-hits", lanes.Sum(static lane => lane.FalseHits)),
            Figure.Never($"{Name}/misses-among-equal-spellings", lanes.Sum(static lane => lane.Misses)),
            Figure.AtLeast($"{Name}/pairs-that-differ", lanes.Sum(static lane => lane.Different), run.Operations / 3),
            Figure.AtLeast($"{Name}/pairs-that-are-equal", lanes.Sum(static lane => lane.Equal), run.Operations / 4),
            Figure.AtLeast($"{Name}/false-hits-of-a-key-without-tools", lanes.Sum(static lane => lane.CaughtByControl), 1),
        ];
    }
}
