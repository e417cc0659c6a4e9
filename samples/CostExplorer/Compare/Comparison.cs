using System.Collections.Concurrent;
using CostExplorer.Replay;
using CostExplorer.Workloads;

namespace CostExplorer.Compare;

/// <summary>Runs every strategy, and the bound, over every file: each pair a job of its own, as many at a time as there are processors.</summary>
internal static class Comparison
{
    /// <param name="files">The workloads.</param>
    /// <param name="progress">Is told how many bytes were worked off; the total is <see cref="Work"/>. Called by several threads.</param>
    /// <param name="cancellationToken">Ends all jobs.</param>
    public static async Task<IReadOnlyList<FileOutcome>> RunAsync(
        IReadOnlyList<WorkloadFile> files, Action<long> progress, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        FileOutcome[] outcomes = [.. files.Select(static file => new FileOutcome(file))];
        var jobs = new ConcurrentQueue<Action>(outcomes.OrderByDescending(static outcome => outcome.File.Length).SelectMany(Jobs));
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => OwnThread.RunAsync(Work)));
        return outcomes;

        void Work()
        {
            try
            {
                while (jobs.TryDequeue(out var job))
                {
                    job();
                }
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }

        IEnumerable<Action> Jobs(FileOutcome outcome) => Strategy.All
            .Select(strategy => (Action)(() => outcome.Tallies[strategy.Name] = strategy.Run(Read(outcome, new BadLines(outcome.File.Path)), stop.Token)))
            .Append(() => AddAll(outcome));

        void AddAll(FileOutcome outcome)
        {
            foreach (var request in Read(outcome, outcome.Bad))
            {
                outcome.Bound.Add(request);
            }
        }

        IEnumerable<TimedRequest> Read(FileOutcome outcome, BadLines bad) => outcome.File.Read(bad, progress, stop.Token);
    }

    /// <summary>All the bytes that are read: each file once for every strategy and once for the bound.</summary>
    public static long Work(IReadOnlyList<WorkloadFile> files) => files.Sum(static file => file.Length) * (Strategy.All.Count + 1);
}
