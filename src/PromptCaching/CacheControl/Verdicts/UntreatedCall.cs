using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Telemetry;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Gives a verdict to a call that went out as its caller made it.</summary>
internal sealed class UntreatedCall(CallContext context, string reason) : IAnswerObserver
{
    public static void Follow(HttpRequestMessage request, HttpResponseMessage response, bool isEnabled)
    {
        if (CallContext.Of(request) is not { } context)
        {
            return;
        }

        var call = new UntreatedCall(context, !isEnabled ? "breakpoints are switched off"
            : context.Once(RequestOutline.Of) is { Blocks.Count: > 0 } ? "the caller wants it as sent"
            : "its body was not understood");
        context.Report.Verdict = call.Judge(null);
        (response.Content as ResponseTap)?.Subscribe(call);
    }

    public void OnEnd(AnswerOutline answer) => context.Report.Verdict = Judge(answer);

    private CacheVerdict Judge(AnswerOutline? answer)
    {
        var reported = answer is null ? null : ReportedTokens.Of(answer);
        return new CacheVerdict
        {
            Outcome = CacheOutcome.NotTreated,
            Explanation = $"The request went out as it was: {reason}.",
            Breakpoints = context.Once(RequestOutline.Of) is { } outline ? BreakpointsOf(outline) : [],
            ReadTokens = reported?.Read,
            WrittenTokens = reported?.Written,
            Diagnosis = answer is null ? null : VerdictJudge.DiagnosisOf(answer),
        };
    }

    private static IReadOnlyList<PlannedBreakpoint> BreakpointsOf(RequestOutline outline)
    {
        if (outline.MarkerCount == 0)
        {
            return [];
        }

        var steps = PromptPath.Of(outline, 0).Steps;
        return BreakpointList.Of(steps, CallerMarkers.Of(outline, steps), BreakpointPlan.None);
    }
}
