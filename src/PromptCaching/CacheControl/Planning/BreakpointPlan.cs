using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Planning;

/// <summary>The markers to add to one request, in the order in which they stand in its bytes.</summary>
internal sealed record BreakpointPlan(IReadOnlyList<Breakpoint> Breakpoints)
{
    public static BreakpointPlan None { get; } = new([]);

    /// <summary>Gets the places of the markers in prompt order.</summary>
    public IReadOnlyList<string> Places =>
        [.. Breakpoints.OrderBy(static breakpoint => breakpoint.Block.Level).Select(static breakpoint => breakpoint.Place)];

    /// <summary>Says the plan in bytes: a member in front of a closing brace, or a string turned into the block that it is short for.</summary>
    public IReadOnlyList<Splice> ToSplices()
    {
        var splices = new List<Splice>(Breakpoints.Count + 1);
        foreach (var breakpoint in Breakpoints.OrderBy(static breakpoint => breakpoint.Block.Start))
        {
            var block = breakpoint.Block;
            if (block.IsShorthand)
            {
                splices.Add(new Splice(block.Start, Markers.OpenText));
                splices.Add(new Splice(block.End, breakpoint.IsOneHour ? Markers.OneHourAndClose : Markers.FiveMinutesAndClose));
            }
            else
            {
                splices.Add(new Splice(block.End - 1, breakpoint.IsOneHour ? Markers.OneHour : Markers.FiveMinutes));
            }
        }

        return splices;
    }
}
