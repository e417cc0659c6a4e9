namespace PromptCaching.CacheControl.Linting;

/// <summary>Compares blocks that stand at the same place of two prompts.</summary>
internal static class BlockComparison
{
    /// <summary>Texts that share at least half of their characters at both ends are taken for two versions of one text.</summary>
    private const int Half = 2;

    public static Mismatch? First(PromptBlock before, PromptBlock now)
    {
        if (before.Role != now.Role || before.Type != now.Type)
        {
            return new Mismatch(now.Place, MismatchForm.Value);
        }

        // Without its type, a place is the block's own; the API names the type of message blocks in front of their fields.
        var place = now.PlaceOf("");
        return JsonComparison.First(before.Json, now.Json, place[..^1]);
    }

    public static bool AreSame(PromptBlock before, PromptBlock now) => First(before, now) is null;

    /// <summary>Whether the later block is the earlier one, edited.</summary>
    public static bool AreAlike(PromptBlock before, PromptBlock now)
    {
        if (before.Role != now.Role || before.Type != now.Type || Text(before) is not { } one || Text(now) is not { } other)
        {
            return false;
        }

        var start = one.AsSpan().CommonPrefixLength(other);
        var shorter = Math.Min(one.Length, other.Length);
        var end = 0;
        while (end < shorter - start && one[^(end + 1)] == other[^(end + 1)])
        {
            end++;
        }

        return Half * (start + end) >= Math.Max(one.Length, other.Length);
    }

    private static string? Text(PromptBlock block) => block.Json.GetText(block.Type == "tool_result" ? "content" : "text");
}
