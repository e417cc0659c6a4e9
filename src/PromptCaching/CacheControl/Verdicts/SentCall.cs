using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>One call as it was planned and sent: what its verdict is about.</summary>
internal sealed record SentCall
{
    public required ReadOnlyMemory<byte> Body { get; init; }

    public required RequestOutline Outline { get; init; }

    public required PromptPath Path { get; init; }

    public required CallerMarkers Callers { get; init; }

    /// <summary>Gets what holds for its plan.</summary>
    public required PlanRules Rules { get; init; }

    /// <summary>Gets the markers that we add; none until the call is planned.</summary>
    public BreakpointPlan Plan { get; init; } = BreakpointPlan.None;

    /// <summary>Gets the plan that was made and not carried out, in the shadow or in the untreated share; else none.</summary>
    public BreakpointPlan Withheld { get; init; } = BreakpointPlan.None;

    /// <summary>Gets what was known when the call was planned; nothing until then.</summary>
    public PathKnowledge Knowledge { get; init; } = PathKnowledge.None;

    /// <summary>Gets every marker, the caller's and ours.</summary>
    public IReadOnlyList<SentMarker> Markers =>
        [.. Callers.Markers, .. Plan.Breakpoints.Select(static breakpoint => new SentMarker(breakpoint.Step, breakpoint.IsOneHour))];

    public required ulong Isolation { get; init; }

    /// <summary>Gets the hash of the betas that the caller asks for; they may change how the prompt is rendered.</summary>
    public required ulong Betas { get; init; }

    public required ConversationShape Shape { get; init; }

    public required double TokensPerByte { get; init; }
}
