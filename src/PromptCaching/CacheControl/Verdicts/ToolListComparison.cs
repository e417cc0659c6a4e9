namespace PromptCaching.CacheControl.Verdicts;

/// <summary>Finds the first difference of two lists of tools.</summary>
internal static class ToolListComparison
{
    public static RequestDifference? First(ToolPrint before, ToolPrint now)
    {
        if (ReferenceEquals(before, now))
        {
            return null;
        }

        var same = before.Blocks.AsSpan().CommonPrefixLength(now.Blocks);
        return same == before.Blocks.Length && same == now.Blocks.Length
            ? null
            : new RequestDifference(KindOf(before, now, same), same) { Index = same };
    }

    private static CacheMissKind KindOf(ToolPrint before, ToolPrint now, int index) =>
        index == before.Blocks.Length ? CacheMissKind.ToolAdded
        : index == now.Blocks.Length ? CacheMissKind.ToolRemoved
        : before.Names is not { } one || now.Names is not { } two || one[index] == two[index] ? CacheMissKind.ToolChanged
        : !one.Contains(two[index]) ? CacheMissKind.ToolAdded
        : !two.Contains(one[index]) ? CacheMissKind.ToolRemoved
        : CacheMissKind.ToolsReordered;
}
