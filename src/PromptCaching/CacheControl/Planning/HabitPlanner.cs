using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Planning;

/// <summary>Marks by a fixed habit: after the tools, after the system prompt and at the end of the conversation.</summary>
internal static class HabitPlanner
{
    /// <summary>Markers below the minimum are free and the estimate is rough: only a hopeless one is left out.</summary>
    private const double Hopeless = 0.5;

    /// <param name="path">The prefixes of the request.</param>
    /// <param name="callers">The caller's markers.</param>
    /// <param name="rules">The model's terms and the caller's wishes.</param>
    /// <param name="tokensPerByte">The tokens that a byte stands for, estimated.</param>
    /// <param name="hasTail">Whether the end of the conversation is marked.</param>
    /// <param name="end">The step behind which nothing is marked; null where there is none.</param>
    public static BreakpointPlan Plan(PromptPath path, CallerMarkers callers, PlanRules rules, double tokensPerByte, bool hasTail, int? end = null)
    {
        var breakpoints = Places(path.Steps, callers, rules, hasTail, end)
            .Where(step => !path.Steps[step].Block.IsMarked && path.Steps[step].Bytes * tokensPerByte >= rules.MinTokens * Hopeless)
            .Where(step => rules.AllowFiveMinutes || step < callers.FirstFiveMinutes)
            .Take(callers.Free)
            .Select(step => new Breakpoint(
                path.Steps[step].Block, (step < callers.LastOneHour || !rules.AllowFiveMinutes) && step < callers.FirstFiveMinutes)
            {
                Step = step,
                Reason = MarkerReason.Habit,
            })
            .OrderBy(static breakpoint => breakpoint.Step)
            .ToList();
        return breakpoints.Count == 0 ? BreakpointPlan.None : new BreakpointPlan(breakpoints);
    }

    /// <summary>The most valuable first: where slots run short, the longest prefix wins.</summary>
    private static IEnumerable<int> Places(IReadOnlyList<PathStep> steps, CallerMarkers callers, PlanRules rules, bool hasTail, int? end)
    {
        // Automatic caching is the caller's own tail; a second marker there with another TTL is a 400.
        var tail = rules.MarkMessages && hasTail && !callers.IsTailTaken && steps.Count > 0
            ? LastOf(steps, block => block.Level == PromptLevel.Messages && block.Message == steps[^1].Block.Message)
            : -1;
        var system = rules.MarkSystem ? LastOf(steps, static block => block.Level == PromptLevel.System) : -1;
        var tools = rules.MarkTools ? LastOf(steps, static block => block.Level == PromptLevel.Tools) : -1;
        return new[] { end is null ? tail : MarkableEnd(steps, end.Value, rules), system, tools }
            .Where(step => step >= 0 && !(step > end) && !(callers.IsTailTaken && step == callers.Last)).Distinct();
    }

    private static int MarkableEnd(IReadOnlyList<PathStep> steps, int end, PlanRules rules) => steps[end].Block switch
    {
        { CanCarryMarker: false } => -1,
        { Level: PromptLevel.Tools } => rules.MarkTools ? end : -1,
        { Level: PromptLevel.System } => rules.MarkSystem ? end : -1,
        _ => rules.MarkMessages ? end : -1,
    };

    private static int LastOf(IReadOnlyList<PathStep> steps, Func<BlockOutline, bool> isIn)
    {
        var step = steps.Count - 1;
        while (step >= 0 && !(isIn(steps[step].Block) && (steps[step].Block.CanCarryMarker || steps[step].Block.IsMarked)))
        {
            step--;
        }

        return step;
    }
}
