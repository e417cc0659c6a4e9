using System.Collections.Concurrent;
using System.Globalization;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>Callers of one question come, read, and leave at random points of one scripted call: who stays gets it whole, and it is made once.</summary>
internal sealed class CoalescingSchedulesScenario : IScenario
{
    private const int ControlSchedules = 500;

    public string Name => "coalescing-schedules";

    public int QuickOperations => 5000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs fault) => Interlocked.Increment(ref unobserved);
        TaskScheduler.UnobservedTaskException += Count;
        var tally = new CoalescingTally(run.Progress);
        await RunAsync(run, run.Operations, ScheduleLane.OverTheChain, tally, cancellationToken);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Count;

        var (naive, alone) = (new CoalescingTally(TextWriter.Null), new CoalescingTally(TextWriter.Null));
        await RunAsync(run, Math.Min(ControlSchedules, run.Operations), ScheduleLane.OverTheNaive, naive, cancellationToken);
        await RunAsync(run, Math.Min(ControlSchedules, run.Operations), ScheduleLane.OverTheChainWithoutJoining, alone, cancellationToken);
        await run.Progress.WriteLineAsync($"{tally.Schedules} schedules, {tally.Callers} callers, {tally.Left} of them left, {tally.Calls} calls");
        return
        [
            Figure.Never($"{Name}/calls-beyond-one-per-run-of-waiters", tally.ExtraCalls),
            Figure.Never($"{Name}/hung-callers", tally.Hung),
            Figure.Never($"{Name}/leaked-entries", tally.LeftInFlight),
            Figure.Never($"{Name}/calls-left-running", tally.LeftRunning),
            Figure.Never($"{Name}/divergent-transcripts", tally.Divergent),
            Figure.Never($"{Name}/callers-failed-by-anothers-leaving", tally.FailedForNothing),
            Figure.Never($"{Name}/wrong-bills", tally.WrongBills),
            Figure.Never($"{Name}/unobserved-exceptions", unobserved),
            Figure.AtLeast($"{Name}/callers-who-joined", tally.Callers - tally.Calls, run.Operations),
            Figure.AtLeast($"{Name}/callers-who-left", tally.Left, run.Operations),
            Figure.AtLeast($"{Name}/control-callers-failed-by-anothers-leaving", naive.FailedForNothing, 1),
            Figure.AtLeast($"{Name}/control-calls-too-many-without-joining", alone.ExtraCalls, 1),
        ];
    }

    private static async Task RunAsync(
        ScenarioRun run, int operations, Func<ScheduleLane> newLane, CoalescingTally tally, CancellationToken cancellationToken)
    {
        var lanes = new ConcurrentBag<ScheduleLane>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount * 2, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, operations, parallel, async (operation, token) =>
        {
            var lane = lanes.TryTake(out var free) ? free : newLane();
            await RunAsync(run, operation, lane, tally, token);
            lanes.Add(lane);
        });
        foreach (var lane in lanes)
        {
            lane.Dispose();
        }
    }

    private static async Task RunAsync(ScenarioRun run, int operation, ScheduleLane lane, CoalescingTally tally, CancellationToken cancellationToken)
    {
        var question = string.Create(CultureInfo.InvariantCulture, $"Schedule {operation}?");
        using var schedule = new Schedule(run.ChanceOf(operation), call => run.ChanceOf(~((operation * 64) + call)), lane.Client, question);
        lane.Server.Current = schedule;
        await tally.AddAsync(operation, schedule, lane, cancellationToken);
    }
}
