using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Benchmarks.CacheControl;

/// <summary>The steps that placing markers adds to a call, as the handler takes them.</summary>
internal static class PlannedCall
{
    private const double TokensPerByte = 0.25;
    private static readonly PlanRules Rules = new() { MinTokens = 1024 };

    public static ObservedCall Observe(PrefixLedger ledger, OutlinedBody read) =>
        ledger.Observe(read.Path, read.Shape, read.Callers.Markers.Select(static marker => marker.Step), TokensPerByte);

    public static BreakpointPlan Plan(OutlinedBody read, PathKnowledge knowledge) =>
        BreakpointPlanner.Plan(read.Path, knowledge, read.Callers, Rules);

    public static void Send(PrefixLedger ledger, ObservedCall call, OutlinedBody read, BreakpointPlan plan)
    {
        ledger.Send(call, [.. read.Callers.Markers, .. plan.Breakpoints.Select(static breakpoint => new SentMarker(breakpoint.Step, breakpoint.IsOneHour))]);
        ledger.Begin(call);
    }

    public static long Splice(byte[] body, BreakpointPlan plan)
    {
        using var content = new SplicedContent(body, plan.ToSplices());
        return content.Headers.ContentLength ?? 0;
    }
}
