using Microsoft.Extensions.Options;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.CacheControl;

/// <summary>Plans breakpoints for who builds and sends requests without the chain: a function of its arguments that remembers nothing.</summary>
/// <remarks>
/// It plans as the chain plans a request of which it has seen none alike: tools, system prompt, a document that leads, and the end of the conversation.
/// What pays better once it is seen which prefixes come back, and after how long, only the chain can know.
/// </remarks>
public static class PromptPlanner
{
    /// <summary>Adds breakpoints to one request.</summary>
    /// <param name="body">The body of a Messages request: one JSON object in UTF-8. It is not changed.</param>
    /// <param name="options">
    /// What may be marked; the defaults without it. <see cref="CacheControlOptions.MinTokens"/> names the minimum of a model, in tokens; for others
    /// <see cref="CacheControlOptions.DefaultMinTokens"/> holds, as no catalog is asked here.
    /// With <see cref="CacheControlOptions.Shadow"/>, and outside <see cref="CacheControlOptions.TreatedShare"/>, the body stays as it is and only the
    /// caller's breakpoints are told.
    /// </param>
    /// <param name="call">What is known of the future of this prompt, and whether it is to be marked at all; nothing without it.</param>
    /// <returns>The body to send and its breakpoints: never more than four, the caller's own among them.</returns>
    /// <exception cref="ArgumentException">The body is not the JSON of a Messages request.</exception>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names it, its value and the fix.</exception>
    public static PlannedPrompt Plan(ReadOnlyMemory<byte> body, CacheControlOptions? options = null, ClaudeCall? call = null)
    {
        if (RequestOutline.Of(body) is not { } request)
        {
            throw new ArgumentException("The body of a Messages request is one JSON object in UTF-8; this cannot be read as one.", nameof(body));
        }

        var wishes = Checked(options ?? new CacheControlOptions());
        return wishes.Enabled && request.Blocks.Count > 0
            && CallPlacement.Of(wishes, call ?? new ClaudeCall(), request, body) is { Arm: CacheControlArm.Treated } placement
            ? Plan(placement, wishes)
            : new PlannedPrompt(body, BreakpointList.Of(PromptPath.Of(request, 0).Steps, CallersOf(request), BreakpointPlan.None));
    }

    private static CacheControlOptions Checked(CacheControlOptions options) =>
        new CacheControlOptionsValidator().Validate(null, options) is { Failed: true } wrong
            ? throw new OptionsValidationException("", typeof(CacheControlOptions), wrong.Failures)
            : options;

    private static PlannedPrompt Plan(CallPlacement placement, CacheControlOptions options)
    {
        var request = placement.Request.Outline;
        var (path, callers) = (PromptPath.Of(request, 0), CallersOf(request));
        var rules = PlanTerms.Of(options, request.Model, new ModelTerms(null, ModelTerms.UsualReadRate), static _ => false);
        var shape = ConversationShape.Of(request, placement.Body.Span);
        var marked = callers.Markers.Select(static marker => marker.Step);
        var pointed = StaticStart.Of(placement.Wish, path.Steps) is { } start ? marked.Prepend(start.Step) : marked;

        // Of an empty ledger no answer depends on the time.
        var knowledge = new PrefixLedger(TimeProvider.System).Observe(path, shape, pointed, CallPlanner.TokensPerByte).Knowledge;
        var plan = placement.Plan(path, knowledge, callers, rules, CallPlanner.TokensPerByte);
        return new PlannedPrompt(Splices.Apply(placement.Body, placement.Request.With(plan)), BreakpointList.Of(path.Steps, callers, plan));
    }

    private static CallerMarkers CallersOf(RequestOutline request) => CallerMarkers.Of(request, PromptPath.Of(request, 0).Steps);
}
