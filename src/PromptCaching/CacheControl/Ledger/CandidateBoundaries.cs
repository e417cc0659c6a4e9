using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Ledger;

/// <summary>The boundaries of a request that are worth knowing about: where requests usually branch, and where conversations go on.</summary>
internal static class CandidateBoundaries
{
    private const int MostParts = 4;

    /// <summary>Names the boundaries that a request has by its form, in ascending order.</summary>
    public static SortedList<int, BoundaryKind> Of(IReadOnlyList<PathStep> steps)
    {
        var found = new SortedList<int, BoundaryKind>();
        var tail = steps.Count - 1;
        var (tools, system) = (-1, -1);
        for (var index = 0; index <= tail && steps[index].Block.Level != PromptLevel.Messages; index++)
        {
            (tools, system) = steps[index].Block.Level == PromptLevel.Tools ? (index, system) : (tools, index);
        }

        Add(found, tools, BoundaryKind.Tools);
        for (var index = tools + 1; index < Math.Min(system, tools + 1 + MostParts); index++)
        {
            Add(found, index, BoundaryKind.SystemPart);
        }

        Add(found, system, BoundaryKind.System);
        var messages = Math.Max(tools, system) + 1;
        if (messages > tail)
        {
            return found;
        }

        for (var index = messages; index < tail && index < messages + MostParts && steps[index].Block.Message == steps[messages].Block.Message; index++)
        {
            Add(found, index, BoundaryKind.Lead);
        }

        AddEnd(found, steps, messages, tail);
        return found;
    }

    private static void AddEnd(SortedList<int, BoundaryKind> found, IReadOnlyList<PathStep> steps, int messages, int tail)
    {
        var last = tail;
        while (last > messages && !steps[last].Block.CanCarryMarker && !steps[last].Block.IsMarked)
        {
            last--;
        }

        found[last] = steps[last].Block.Type == "tool_result" ? BoundaryKind.ToolTail : BoundaryKind.Tail;
        if (last > messages)
        {
            Add(found, last - 1, BoundaryKind.BeforeTail);
        }

        var before = last;
        while (before >= messages && steps[before].Block.Message == steps[last].Block.Message)
        {
            before--;
        }

        if (before >= messages)
        {
            Add(found, before, BoundaryKind.BeforeLastMessage);
        }
    }

    private static void Add(SortedList<int, BoundaryKind> found, int index, BoundaryKind kind)
    {
        if (index >= 0)
        {
            found.TryAdd(index, kind);
        }
    }
}
