using CostExplorer.Replay;
using CostExplorer.Workloads;

namespace CostExplorer.Compare;

/// <summary>One column of the comparison, and how to account for it.</summary>
internal sealed record Strategy(string Name, Func<IEnumerable<TimedRequest>, CancellationToken, Tally> Run)
{
    public const string Ours = "ours";

    /// <summary>Gets the name of the habit that a workload is counted by: what is refused even without markers is no request.</summary>
    public const string None = "none";

    public static IReadOnlyList<Strategy> All { get; } = [new Strategy(Ours, RunOurs), .. Habit.All.Select(OfHabit)];

    private static Strategy OfHabit(Habit habit) => new(habit.Name, (requests, cancellationToken) =>
    {
        using var run = new HabitRun(habit);
        return run.Run(requests, cancellationToken);
    });

    private static Tally RunOurs(IEnumerable<TimedRequest> requests, CancellationToken cancellationToken)
    {
        var tally = new Tally();
        using var run = new ReplayRun(
            "auto", sent => tally.Add(sent.Number, sent.At, sent.Call, () => PromptTokens.Of(sent.Body)), cancellationToken);
        run.Run(requests);
        return tally;
    }
}
