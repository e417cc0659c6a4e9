using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Assertions;

/// <summary>Why a call read less than it could: what differs from the nearest earlier call, else what the cache rules say.</summary>
internal static class MissExplanation
{
    public static string Of(EmulatedCall call, IReadOnlyList<EmulatedCall> earlier)
    {
        if (call.Breakpoints.Count == 0)
        {
            return "It carries no cache_control marker, and without one nothing is read.";
        }

        if (call.Breakpoints.All(static breakpoint => breakpoint.IsBelowMinimum))
        {
            return "Every prefix that it marks is below the model's minimum, so its markers have no effect.";
        }

        return earlier.Count == 0 ? "No earlier call was given to compare it with." : Nearest(call, earlier);
    }

    private static string Nearest(EmulatedCall call, IReadOnlyList<EmulatedCall> earlier)
    {
        var body = Say.BodyOf(call);
        var (nearest, difference) = earlier.Reverse()
            .Select(one => (Call: one, Difference: FirstDifference.Between(Say.BodyOf(one), body)))
            .MaxBy(static pair => pair.Difference?.Place ?? int.MaxValue);
        return difference is null ? Rules(call, nearest) : $"Against call {nearest.Number}, the nearest before it: {difference.Sentence}";
    }

    private static string Rules(EmulatedCall call, EmulatedCall before)
    {
        var age = call.StartedAt - before.StartedAt;
        var lifetime = before.Breakpoints.Where(static breakpoint => !breakpoint.IsBelowMinimum)
            .Select(static breakpoint => breakpoint.Ttl).DefaultIfEmpty().Max();
        var reason = lifetime == TimeSpan.Zero ? $"which left nothing in the cache: its breakpoints are {Say.Breakpoints(before)}"
            : Scope(call) != Scope(before) ? "but with another key or workspace, and caches are never shared between those"
            : call.Usage!.ReadTokens > 0 ? "and reads what that left; the rest is new, or no marker of that call stood behind it"
            : age >= lifetime ? $"whose entries had expired: {Say.Age(age)} lie between them, and they live {Say.Age(lifetime)}"
            : $"but none of its breakpoints has an entry within the {LookbackWindow.Places} positions it looks back: "
                + "mark a block nearer to where the earlier prompt ended";
        return $"It continues call {before.Number}, {reason}.";
    }

    private static string Scope(EmulatedCall call) =>
        string.Join('/', ((string[])["x-api-key", "authorization", "anthropic-workspace-id"])
            .Select(name => call.Headers.TryGetValue(name, out var values) ? string.Join(',', values) : ""));
}
