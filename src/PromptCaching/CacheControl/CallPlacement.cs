using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Repairs;

namespace PromptCaching.CacheControl;

/// <summary>What is done for one call, as its caller and the options want it.</summary>
/// <param name="Options">The options.</param>
/// <param name="Wish">What the caller wants, and knows about the future of the prompt.</param>
/// <param name="Arm">On which side of a comparison the call is.</param>
/// <param name="Body">The body to plan and to send: the caller's own bytes, or those with its tools and their keys in order.</param>
/// <param name="IsRepaired">Whether these are other bytes than the caller's.</param>
/// <param name="Request">That request as its platform takes it.</param>
internal sealed record CallPlacement(
    CacheControlOptions Options, ClaudeCall Wish, CacheControlArm Arm, ReadOnlyMemory<byte> Body, bool IsRepaired, PlatformRequest Request)
{
    /// <summary>Whether the API is asked itself why it missed: only where we may change the request at all.</summary>
    public bool AsksWhy => Options.SendDiagnostics && Arm == CacheControlArm.Treated;

    /// <returns><see langword="null"/> when the request goes out as its caller made it, byte for byte.</returns>
    public static CallPlacement? Of(CacheControlOptions options, ClaudeCall wish, RequestOutline request, ReadOnlyMemory<byte> body)
    {
        if (wish.CacheControl is CacheControlMode.AsSent or CacheControlMode.Off
            || (wish.CacheControl is null && options.Placement == CacheControlPlacement.AsSent))
        {
            return null;
        }

        var arm = TreatmentArm.Of(options, request, body.Span);
        if (arm != CacheControlArm.Treated)
        {
            return new CallPlacement(options, wish, arm, body, IsRepaired: false, PlatformRequest.Of(request, ClaudePlatform.ClaudeApi));
        }

        var repaired = PromptRepairs.Apply(body, request, options);
        var isRepaired = !repaired.Equals(body);

        // The same parts in another order: what could be read before can be read now.
        var outline = isRepaired ? RequestOutline.Of(repaired)! : request;
        return new CallPlacement(options, wish, arm, repaired, isRepaired, PlatformRequest.Of(outline, options.Platform));
    }

    public BreakpointPlan Plan(PromptPath path, PathKnowledge knowledge, CallerMarkers callers, PlanRules rules, double tokensPerByte) =>
        Options.Placement == CacheControlPlacement.Habit
            ? HabitPlanner.Plan(path, callers, rules, tokensPerByte, hasTail: Wish.Prefix != PrefixHint.OneShot, HabitEnd(path.Steps))
            : BreakpointPlanner.Plan(path, Hinted(knowledge, path.Steps), callers, rules);

    /// <summary>What is known once the caller has said what becomes of the prompt.</summary>
    public PathKnowledge Hinted(PathKnowledge knowledge, IReadOnlyList<PathStep> steps) =>
        knowledge.StartingWith(StaticStart.Of(Wish, steps)).With(Wish.Prefix);

    /// <summary>Gets what of a plan is carried out.</summary>
    public BreakpointPlan Carried(BreakpointPlan planned) => Arm == CacheControlArm.Treated ? planned : BreakpointPlan.None;

    private int? HabitEnd(IReadOnlyList<PathStep> steps) =>
        Wish.Prefix is null && StaticStart.Of(Wish, steps) is { IsOpening: true, Step: var end } ? end : null;
}
