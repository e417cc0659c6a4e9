using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Assertions;

/// <summary>A prefix that an earlier call marked and that a later one begins with: content is not what kept it from being read.</summary>
internal sealed record SharedEntry(EmulatedBreakpoint Breakpoint, int Place)
{
    private static readonly string[] ScopeHeaders = ["x-api-key", "authorization", "anthropic-workspace-id"];

    /// <summary>Finds the longest prefix that a call marked ahead of a place.</summary>
    public static SharedEntry? Longest(EmulatedCall before, int end)
    {
        var blocks = RequestBlocks.Of(before.Json!.Value);
        return before.Breakpoints
            .Where(static breakpoint => !breakpoint.IsBelowMinimum)
            .Select(breakpoint => new SharedEntry(breakpoint, PlaceOf(breakpoint, blocks)))
            .Where(entry => entry.Place < end)
            .MaxBy(static entry => entry.Place);
    }

    public string WhyNotRead(EmulatedCall call, EmulatedCall before, IReadOnlyList<RequestBlock> blocks)
    {
        var age = call.StartedAt - before.StartedAt;
        return Scope(call) != Scope(before) ? "but with another key or workspace, and caches are never shared between those"
            : call.Usage!.ReadTokens > 0 ? "and reads what was left there; the rest of its prompt is new, or no marker of that call stood behind it"
            : age >= Breakpoint.TimeToLive ? $"but that had expired: {Say.Age(age)} lie between them, and it lives {Say.Age(Breakpoint.TimeToLive)}"
            : !IsLookedAt(call, blocks) ? $"but none of its own markers is within {LookbackWindow.Places} positions behind that: mark a block nearer to it"
            : "but that was not there: its answer had not begun when this call came, or the cache was cleared in between";
    }

    /// <summary>A marker inside a block stands at the end of that block.</summary>
    private static int PlaceOf(EmulatedBreakpoint breakpoint, List<RequestBlock> blocks) => blocks.FindIndex(block =>
        breakpoint.Path == block.Path || breakpoint.Path.StartsWith(block.Path + ".", StringComparison.Ordinal));

    private static string Scope(EmulatedCall call) =>
        string.Join('/', ScopeHeaders.Select(name => call.Headers.TryGetValue(name, out var values) ? string.Join(',', values) : ""));

    private bool IsLookedAt(EmulatedCall call, IReadOnlyList<RequestBlock> blocks)
    {
        var sequence = PromptSequence.Read(call.Json!.Value, blocks, TokenCounting.FourCharacters);
        var looked = LookbackWindow.OfAllBreakpoints(sequence);
        return sequence.Positions.Where((position, index) => looked[index] && ReferenceEquals(position.Block, blocks[Place])).Any();
    }
}
