namespace PromptCaching.Testing.Assertions;

/// <summary>Says where two texts part, with a few characters around that place.</summary>
internal static class TextDifference
{
    private const int Before = 20;
    private const int After = 20;

    public static string Describe(string before, string now)
    {
        var at = before.AsSpan().CommonPrefixLength(now);
        return $"differs at character {at}: {Around(before, at)} became {Around(now, at)}";
    }

    private static string Around(string text, int at)
    {
        var start = Math.Max(0, at - Before);
        var end = Math.Min(text.Length, at + After);
        return $"\"{(start > 0 ? "…" : "")}{text[start..end].ReplaceLineEndings("\\n")}{(end < text.Length ? "…" : "")}\"";
    }
}
