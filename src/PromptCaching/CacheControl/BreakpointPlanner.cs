using PromptCaching.Bodies;

namespace PromptCaching.CacheControl;

/// <summary>Decides where markers go: after the tools, after the system prompt, and at the end of the conversation.</summary>
internal static class BreakpointPlanner
{
    private const int MostMarkers = 4;
    private const int BytesPerToken = 4;

    /// <summary>Plans one request.</summary>
    /// <param name="request">The outline of its body.</param>
    /// <param name="minimumTokens">The shortest prefix that the model caches.</param>
    public static BreakpointPlan Plan(RequestOutline request, int minimumTokens)
    {
        var free = MostMarkers - request.MarkerCount;
        var chosen = new List<Breakpoint>();
        foreach (var block in Candidates(request))
        {
            if (chosen.Count < free && !block.IsMarked && !IsFarBelow(minimumTokens, EstimateTokens(request, block)))
            {
                chosen.Add(new Breakpoint(block, HasLaterOneHour(request, block)));
            }
        }

        return chosen.Count == 0 ? BreakpointPlan.None : new BreakpointPlan(chosen);
    }

    /// <summary>The most valuable first: where slots run short, the longest prefix wins.</summary>
    private static IEnumerable<BlockOutline> Candidates(RequestOutline request)
    {
        // Automatic caching is the caller's own tail; a second marker there with another TTL is a 400.
        if (request.AutomaticMarker is null && LastOf(request, block => IsInLastMessage(request, block)) is { } tail)
        {
            yield return tail;
        }

        if (LastOf(request, static block => block.Level == PromptLevel.System) is { } system)
        {
            yield return system;
        }

        if (LastOf(request, static block => block.Level == PromptLevel.Tools) is { } tool)
        {
            yield return tool;
        }
    }

    private static BlockOutline? LastOf(RequestOutline request, Func<BlockOutline, bool> isIn) =>
        request.Blocks.LastOrDefault(block => (block.CanCarryMarker || block.IsMarked) && isIn(block));

    private static bool IsInLastMessage(RequestOutline request, BlockOutline block) =>
        block.Level == PromptLevel.Messages && block.Message == request.Blocks[^1].Message;

    /// <summary>A 1-hour marker after a 5-minute one is a 400, so in front of the caller's 1-hour markers ours are 1 hour too.</summary>
    /// <remarks>At no cost: those tokens are written for an hour anyway.</remarks>
    private static bool HasLaterOneHour(RequestOutline request, BlockOutline block) =>
        request.AutomaticMarker is { IsOneHour: true }
        || request.Blocks.SkipWhile(other => !ReferenceEquals(other, block)).Skip(1).Any(static later => later.Markers.Any(static marker => marker.IsOneHour));

    private static int EstimateTokens(RequestOutline request, BlockOutline last)
    {
        var bytes = 0;
        foreach (var block in request.Blocks)
        {
            bytes += block.End - block.Start;
            if (ReferenceEquals(block, last))
            {
                break;
            }
        }

        return bytes / BytesPerToken;
    }

    /// <summary>Markers below the minimum are free and the estimate is rough: only a hopeless one is left out.</summary>
    private static bool IsFarBelow(int minimumTokens, int estimate) => estimate < minimumTokens / 2;
}
