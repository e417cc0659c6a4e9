using System.Diagnostics;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Everything that reads bytes of others, on bytes that are cut, bent, mixed and made up: it says no in its own words, soon, and in little memory.</summary>
internal sealed class ForeignBytesScenario : IScenario
{
    private const int PerReport = 1_000_000;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    public string Name => "foreign-bytes";

    public int QuickOperations => 200_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var lanes = Enumerable.Range(0, Math.Max(2, Environment.ProcessorCount)).Select(_ => new ReaderLane(run.Progress)).ToArray();
        var feeding = Task.WhenAll(lanes.Select((lane, index) => Task.Factory.StartNew(
            () => Feed(lane, index, lanes.Length, run, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        var hung = await WatchAsync(lanes, feeding, run.Progress);
        if (hung == 0)
        {
            await feeding;
        }

        var figures = new[]
        {
            Figure.AtLeast($"{Name}/inputs", (int)lanes.Sum(static lane => lane.Inputs), hung == 0 ? run.Operations : 0),
            Figure.AtLeast($"{Name}/readers", lanes[0].Count, lanes[0].Count),
            Figure.Never($"{Name}/exceptions-not-documented", lanes.Sum(static lane => lane.Escapes)),
            Figure.Never($"{Name}/hangs", hung),
            new Figure($"{Name}/most-allocated-per-bound", Math.Round(lanes.Max(static lane => lane.MostAllocated), 3), 1, "max"),
        };
        Array.ForEach(lanes, lane => (hung == 0 ? lane : null)?.Dispose());
        return figures;
    }

    private static void Feed(ReaderLane lane, int index, int lanes, ScenarioRun run, CancellationToken cancellationToken)
    {
        for (var operation = index; operation < run.Operations; operation += lanes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            lane.Feed(operation / lanes, run.ChanceOf(operation));
            if (operation / PerReport != (operation - lanes) / PerReport && operation > lanes)
            {
                run.Progress.WriteLine($"{operation} of {run.Operations} inputs read");
            }
        }
    }

    /// <summary>Looks each second whether a lane still reads what it read half a minute ago; such a thread cannot be ended, only told of.</summary>
    private static async Task<int> WatchAsync(ReaderLane[] lanes, Task feeding, TextWriter progress)
    {
        while (await Task.WhenAny(feeding, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System)) != feeding)
        {
            var hung = lanes.Select(static lane => lane.Reading).Where(static reading => reading.Since != 0 && Stopwatch.GetElapsedTime(reading.Since) > Hang).ToArray();
            if (hung.Length > 0)
            {
                await progress.WriteLineAsync($"hangs: {string.Join(", ", hung.Select(static reading => reading.Name))}");
                return hung.Length;
            }
        }

        return 0;
    }
}
