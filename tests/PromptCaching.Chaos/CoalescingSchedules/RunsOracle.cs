namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>Finds calls that were certainly one too many: begun for a caller who came while an equal question was certainly being asked.</summary>
internal static class RunsOracle
{
    public static int ExtraCalls(IReadOnlyList<ScheduledCaller> callers, IReadOnlyList<ScheduledCall> calls)
    {
        var arrivals = callers.Where(static caller => caller.HasEnteredAt != LogicalTime.Never).OrderBy(static caller => caller.EntersAt).ToList();
        return calls.Sum(call => arrivals.Count(caller =>
            calls.Any(other => other != call && other.Leader == caller.Number) && CameWithin(caller, call, WaitedForUntil(call, arrivals, calls))));
    }

    /// <summary>Until when somebody was certainly waiting for a call that had not ended.</summary>
    private static long WaitedForUntil(ScheduledCall call, List<ScheduledCaller> arrivals, IReadOnlyList<ScheduledCall> calls)
    {
        var until = arrivals.Find(caller => caller.Number == call.Leader)?.LeavesAt ?? 0;
        foreach (var caller in arrivals)
        {
            if (!caller.IsHit && CameWithin(caller, call, until) && HadNoChoice(caller, call, arrivals, calls))
            {
                until = Math.Max(until, caller.LeavesAt);
            }
        }

        return until;
    }

    private static bool CameWithin(ScheduledCaller caller, ScheduledCall call, long until) =>
        (call.Script.IsStream || !caller.WantsStream)
        && caller.EntersAt > call.ArrivedAt
        && caller.HasEnteredAt < Math.Min(until, call.EndsAt);

    /// <summary>Who wants a message waits for one rather than for a stream, where both are under way.</summary>
    private static bool HadNoChoice(
        ScheduledCaller caller, ScheduledCall call, List<ScheduledCaller> arrivals, IReadOnlyList<ScheduledCall> calls) =>
        caller.WantsStream
        || !call.Script.IsStream
        || !calls.Any(other => !other.Script.IsStream && arrivals.Exists(leader => leader.Number == other.Leader && leader.EntersAt < caller.HasEnteredAt));
}
