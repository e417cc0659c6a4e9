using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>The markers of a request in prompt order, each with its reason in words.</summary>
internal static class BreakpointList
{
    public static IReadOnlyList<PlannedBreakpoint> Of(IReadOnlyList<PathStep> steps, CallerMarkers callers, BreakpointPlan plan)
    {
        var automatic = callers.IsTailTaken ? callers.Markers.Count - 1 : -1;
        var ofCaller = callers.Markers.Select((marker, index) => (marker.Step, Breakpoint: new PlannedBreakpoint
        {
            Place = steps.Count == 0 ? "messages" : new Breakpoint(steps[marker.Step].Block, marker.IsOneHour).Place,
            TimeToLive = EntryLifetime.Of(marker.IsOneHour),
            IsCallers = true,
            Reason = index == automatic ? "automatic caching, as the caller asked" : "set by the caller",
        }));
        var ours = plan.Breakpoints.Select(static breakpoint => (breakpoint.Step, Breakpoint: new PlannedBreakpoint
        {
            Place = breakpoint.Place,
            TimeToLive = EntryLifetime.Of(breakpoint.IsOneHour),
            IsCallers = false,
            Reason = Words(breakpoint.Reason),
        }));
        return [.. ofCaller.Concat(ours).OrderBy(static pair => pair.Step).Select(static pair => pair.Breakpoint)];
    }

    private static string Words(MarkerReason reason) => reason switch
    {
        MarkerReason.Write => "expected to be used again within five minutes",
        MarkerReason.WriteForAnHour => "expected to be used again after longer pauses",
        MarkerReason.Read => "an entry ends here that the later breakpoints would not reach",
        MarkerReason.Refresh => "others read the entry that ends here, and this keeps it alive",
        MarkerReason.Branch => "requests are expected to branch here",
        _ => "the habit of marking tools, system prompt and tail",
    };
}
