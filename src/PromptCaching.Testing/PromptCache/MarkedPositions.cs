using System.Text.Json;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The breakpoints of a request, in the order in which the API processes their markers.</summary>
internal static class MarkedPositions
{
    public static IReadOnlyList<PromptBreakpoint> Of(JsonElement body, IReadOnlyList<RequestBlock> rendered)
    {
        var breakpoints = new List<PromptBreakpoint>();
        for (var index = 0; index < rendered.Count; index++)
        {
            foreach (var inner in rendered[index].Nested())
            {
                Add(inner, index);
            }

            Add(rendered[index], index);
        }

        if (AutomaticMarker.Of(body, rendered) is { Target.Marker: null } automatic)
        {
            breakpoints.Add(new PromptBreakpoint(IndexOf(rendered, automatic.Target), automatic.Ttl, automatic.Target.Path, IsAutomatic: true));
        }

        return breakpoints;

        void Add(RequestBlock block, int position)
        {
            if (block.Marker is { } marker)
            {
                breakpoints.Add(new PromptBreakpoint(position, CacheTtl.Of(marker), block.Path, IsAutomatic: false));
            }
        }
    }

    private static int IndexOf(IReadOnlyList<RequestBlock> rendered, RequestBlock target)
    {
        var index = rendered.Count - 1;
        while (!ReferenceEquals(rendered[index], target))
        {
            index--;
        }

        return index;
    }
}
