using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Assertions;

/// <summary>Recognises tools that are the same and only stand in another order.</summary>
internal static class ToolOrder
{
    public static string? Describe(IReadOnlyList<RequestBlock> before, IReadOnlyList<RequestBlock> now)
    {
        string[] one = [.. before.Select(BlockDifference.Canonical)];
        string[] other = [.. now.Select(BlockDifference.Canonical)];
        return !one.SequenceEqual(other) && one.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal))
            ? $"the same tools come in another order: {Names(before)} became {Names(now)}."
            : null;
    }

    private static string Names(IEnumerable<RequestBlock> tools) => string.Join(", ", tools.Select(static tool => tool.Json.GetText("name") ?? tool.Type));
}
