namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>Counts what schedules did to their callers, and shows the first of what must not be.</summary>
internal sealed class CoalescingTally(TextWriter progress)
{
    private const int MostToShow = 10;
    private readonly Lock _gate = new();
    private int _shown;

    public int Schedules { get; private set; }

    public int Callers { get; private set; }

    public int Calls { get; private set; }

    public int ExtraCalls { get; private set; }

    public int Hung { get; private set; }

    public int LeftInFlight { get; private set; }

    public int LeftRunning { get; private set; }

    public int Divergent { get; private set; }

    public int FailedForNothing { get; private set; }

    public int WrongBills { get; private set; }

    public int Left { get; private set; }

    public async Task AddAsync(int operation, Schedule schedule, ScheduleLane lane, CancellationToken cancellationToken)
    {
        var hung = await schedule.RunAsync(cancellationToken);
        var running = hung > 0 ? 0 : await schedule.LeftRunningAsync(cancellationToken);
        var (callers, calls) = (schedule.Callers, schedule.Calls);
        var reports = Drain(lane);
        lock (_gate)
        {
            Schedules++;
            Callers += callers.Count;
            Calls += calls.Count;
            Left += callers.Count(static caller => caller.HasLeft);
            Hung += Seen(hung, operation, "hung");
            LeftRunning += Seen(running, operation, "left running");
            LeftInFlight += Seen(lane.QuestionsInFlight, operation, "left in the table");
            ExtraCalls += Seen(RunsOracle.ExtraCalls(callers, calls), operation, "calls too many");
            Divergent += Seen(callers.Count(caller => Transcripts.IsDivergent(caller, calls)), operation, "divergent transcripts");
            FailedForNothing += Seen(callers.Count(caller => Transcripts.IsFailedForNothing(caller, calls)), operation, "failed for nothing");
            WrongBills += Seen(IsBilledRight(reports, callers, calls) ? 0 : 1, operation, "wrong bill");
        }
    }

    /// <summary>Everybody has a report, every call is in exactly one of them, and no more are paid than came to their end.</summary>
    private static bool IsBilledRight(List<CallReport> reports, IReadOnlyList<ScheduledCaller> callers, IReadOnlyList<ScheduledCall> calls) =>
        reports.Count == callers.Count
        && reports.All(static report => report.IsComplete && report.Attempts <= 1)
        && reports.Sum(static report => report.Attempts) == calls.Count
        && reports.Count(static report => report.Cost > 0) <= calls.Count(static call => !call.Script.IsFailure)
        && reports.Count(static report => report is { Source: CallSource.Api, Error: null }) <= calls.Count;

    private static List<CallReport> Drain(ScheduleLane lane)
    {
        var reports = new List<CallReport>();
        while (lane.Reports.TryDequeue(out var report))
        {
            reports.Add(report);
        }

        return reports;
    }

    private int Seen(int count, int operation, string what)
    {
        if (count > 0 && _shown++ < MostToShow)
        {
            progress.WriteLine($"schedule {operation}: {count} {what}");
        }

        return count;
    }
}
