namespace PromptCaching.Testing.PromptCache;

/// <summary>The positions at which a breakpoint looks for an entry, nearest first, its own being the first of 20.</summary>
internal static class LookbackWindow
{
    public const int Places = 20;

    /// <summary>Marks every position at which one of a request's breakpoints looks.</summary>
    public static bool[] OfAllBreakpoints(PromptSequence sequence)
    {
        var wanted = new bool[sequence.Positions.Count];
        foreach (var position in sequence.Breakpoints.SelectMany(breakpoint => From(breakpoint.Position, sequence.Positions)))
        {
            wanted[position] = true;
        }

        return wanted;
    }

    public static IEnumerable<int> From(int breakpoint, IReadOnlyList<PromptPosition> positions)
    {
        var places = 1;
        for (var index = breakpoint; index >= 0; index--)
        {
            if (index < breakpoint && !positions[index].SharesPlaceWith(positions[index + 1]) && ++places > Places)
            {
                yield break;
            }

            yield return index;
        }
    }
}
