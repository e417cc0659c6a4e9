namespace PromptCaching.Chaos.HostileEntries;

/// <summary>Entries that are made to do harm by who has the secret, and answers without end: their cost is bounded by what may be stored.</summary>
internal sealed class HostileEntriesScenario : IScenario
{
    private const long LongAnswerBytes = 100L << 20;
    private const double MostOfCap = 2;

    public string Name => "hostile-entries";

    public int QuickOperations => 20_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var answers = await PassLongAnswersAsync(run, cancellationToken);
        var lanes = OpenEntries(run, cancellationToken);
        return
        [
            Figure.Never($"{Name}/entries-served", lanes.Sum(static lane => lane.Served)),
            Figure.Never($"{Name}/exceptions", lanes.Sum(static lane => lane.Exceptions)),
            new Figure($"{Name}/most-allocated-for-an-entry-per-cap", Ratio(lanes.Max(static lane => lane.Most), EntryLane.Longest), MostOfCap, "max"),
            new Figure($"{Name}/most-held-of-an-answer-per-cap", answers.Max(static answer => Ratio(answer.Most, answer.Cap)), MostOfCap, "max"),
            Figure.Never($"{Name}/answers-changed", answers.Count(static answer => !answer.IsWhole)),
            Figure.Never($"{Name}/answers-stored", answers.Count(static answer => answer.IsStored)),
            Figure.AtLeast($"{Name}/answers-billed", answers.Count(static answer => answer.IsBilled), answers.Count * 4 / 5),
        ];
    }

    private static async Task<IReadOnlyList<LongAnswerRun>> PassLongAnswersAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var answers = new List<LongAnswerRun>();
        foreach (var kind in Enum.GetValues<LongAnswerKind>())
        {
            foreach (var hasLength in (bool[])[true, false])
            {
                var answer = new LongAnswerRun(LongAnswer.Of(kind, LongAnswerBytes), hasLength);
                await answer.RunAsync(cancellationToken);
                await run.Progress.WriteLineAsync($"{kind}, {(hasLength ? "of known length" : "in chunks")}: {answer.Most / 1e6:0.0} MB held");
                answers.Add(answer);
            }
        }

        return answers;
    }

    private static EntryLane[] OpenEntries(ScenarioRun run, CancellationToken cancellationToken)
    {
        var bombs = Bombs.Make();
        run.Progress.WriteLine($"Bombs of {string.Join(", ", bombs.Select(static bomb => bomb.Payload.Length))} bytes become {Bombs.UnpackedLength}.");
        var lanes = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new EntryLane(bombs, run.Progress)).ToArray();
        Parallel.For(0, lanes.Length, new ParallelOptions { CancellationToken = cancellationToken }, number =>
        {
            for (var operation = number; operation < run.Operations; operation += lanes.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                lanes[number].Open(operation, run.ChanceOf(operation));
            }
        });
        return lanes;
    }

    private static double Ratio(long bytes, int cap) => Math.Round((double)bytes / cap, 3);
}
