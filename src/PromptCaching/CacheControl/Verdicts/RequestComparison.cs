namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Finds the first difference of two requests, in the order in which the API renders them.</summary>
internal static class RequestComparison
{
    /// <returns><see langword="null"/> when one goes on where the other ends.</returns>
    public static RequestDifference? First(RecentRequest before, RecentRequest now) =>
        before.Model != now.Model ? new RequestDifference(CacheMissKind.ModelChanged, 0)
        : before.Isolation != now.Isolation ? new RequestDifference(CacheMissKind.IsolationChanged, 0)
        : ToolsOf(before, now)
        ?? ParameterOfSystem(before, now)
        ?? SystemOf(before, now)
        ?? ParameterOfMessages(before, now)
        ?? MessagesOf(before, now);

    /// <summary>Counts the blocks through which entries of the earlier request match.</summary>
    public static int CommonSteps(RequestDifference? difference, RecentRequest before, RecentRequest now) =>
        difference?.Step ?? Math.Min(before.TailStep, now.TailStep) + 1;

    /// <summary>Web tools stand among the tools and yet leave their entries alone: they change what the system prompt renders to.</summary>
    private static RequestDifference? ToolsOf(RecentRequest before, RecentRequest now) =>
        ToolListComparison.First(before.Tools, now.Tools) is not { } difference ? null
        : HasChanged(before, now, PromptTraits.WebTools) && before.Tools.OrdinaryTools == now.Tools.OrdinaryTools
            ? new RequestDifference(CacheMissKind.ParameterChanged, difference.Step) { Parameter = "web tools" }
            : difference;

    private static RequestDifference? ParameterOfSystem(RecentRequest before, RecentRequest now)
    {
        var name = before.Parameters.Speed != now.Parameters.Speed ? "speed"
            : HasChanged(before, now, PromptTraits.Citations) ? "citations"
            : null;
        return name is null ? null : new RequestDifference(CacheMissKind.ParameterChanged, now.Tools.Blocks.Length) { Parameter = name };
    }

    private static RequestDifference? SystemOf(RecentRequest before, RecentRequest now)
    {
        if (ReferenceEquals(before.System, now.System))
        {
            return null;
        }

        var (one, two) = (before.System.Blocks, now.System.Blocks);
        var same = one.AsSpan().CommonPrefixLength(two);
        return same == one.Length && same == two.Length ? null : new RequestDifference(CacheMissKind.SystemChanged, now.Tools.Blocks.Length + same)
        {
            Index = same,
            Chunk = same < one.Length && same < two.Length ? now.System.FirstDifferentChunk(before.System, same) : null,
        };
    }

    private static RequestDifference? ParameterOfMessages(RecentRequest before, RecentRequest now)
    {
        var name = before.Parameters.ToolChoice != now.Parameters.ToolChoice ? "tool_choice"
            : before.Parameters.Thinking != now.Parameters.Thinking ? "thinking"
            : before.Parameters.Output != now.Parameters.Output ? "output_config"
            : HasChanged(before, now, PromptTraits.Images) ? "images"
            : null;
        return name is null ? null : new RequestDifference(CacheMissKind.ParameterChanged, now.HeadLength) { Parameter = name };
    }

    private static RequestDifference? MessagesOf(RecentRequest before, RecentRequest now)
    {
        var same = before.Messages.AsSpan().CommonPrefixLength(now.Messages);
        return same == before.Messages.Length || same == now.Messages.Length
            ? null
            : new RequestDifference(CacheMissKind.MessageChanged, now.HeadLength + same) { Index = same };
    }

    private static bool HasChanged(RecentRequest before, RecentRequest now, PromptTraits trait) => ((before.Traits ^ now.Traits) & trait) != 0;
}
