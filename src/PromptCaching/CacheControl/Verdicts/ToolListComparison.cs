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
            : new RequestDifference(KindOf(before.Names, now.Names, same), same) { Index = same };
    }

    private static CacheMissKind KindOf(ulong[] before, ulong[] now, int index)
    {
        if (index == before.Length)
        {
            return CacheMissKind.ToolAdded;
        }

        if (index == now.Length)
        {
            return CacheMissKind.ToolRemoved;
        }

        return before[index] == now[index] ? CacheMissKind.ToolChanged
            : !before.Contains(now[index]) ? CacheMissKind.ToolAdded
            : !now.Contains(before[index]) ? CacheMissKind.ToolRemoved
            : CacheMissKind.ToolsReordered;
    }
}
