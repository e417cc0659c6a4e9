namespace PromptCaching.CacheControl.Linting;

/// <summary>Finds the first tool that differs, and tells an added one from one that moved.</summary>
internal static class ToolComparison
{
    public static Drift? First(IReadOnlyList<PromptBlock> before, IReadOnlyList<PromptBlock> now, int position)
    {
        var (one, other) = (Names(before), Names(now));
        for (var index = 0; index < Math.Max(one.Length, other.Length); index++)
        {
            var drift = index == one.Length ? Added(now[index], other[index], position + index)
                : index == other.Length ? Removed(before[index], one[index], position + index)
                : one[index] != other[index] ? Other(before, now, one, other, index, position)
                : BlockComparison.First(before[index], now[index]) is { } mismatch ? Changed(mismatch, one[index], position + index)
                : null;
            if (drift is not null)
            {
                return drift;
            }
        }

        return null;
    }

    private static Drift Other(
        IReadOnlyList<PromptBlock> before, IReadOnlyList<PromptBlock> now, string[] one, string[] other, int index, int position) =>
        !other.Contains(one[index]) ? Removed(before[index], one[index], position + index)
        : !one.Contains(other[index]) ? Added(now[index], other[index], position + index)
        : new Drift(PrefixDriftKind.ToolOrder, now[index].Place, $"is now \"{other[index]}\" and was \"{one[index]}\"", position + index);

    private static Drift Added(PromptBlock tool, string name, int position) =>
        new(PrefixDriftKind.ToolAdded, tool.Place, $"(\"{name}\") was added", position);

    private static Drift Removed(PromptBlock tool, string name, int position) =>
        new(PrefixDriftKind.ToolRemoved, tool.Place, $"(\"{name}\") is gone", position);

    private static Drift Changed(Mismatch mismatch, string name, int position)
    {
        var drift = Drift.From(mismatch, PrefixDriftKind.ToolChanged, position);
        return drift with { Difference = $"(tool \"{name}\") {drift.Difference}" };
    }

    private static string[] Names(IReadOnlyList<PromptBlock> tools) => [.. tools.Select(static tool => tool.Name ?? tool.Type)];
}
