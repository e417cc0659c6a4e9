namespace ResumeStudio.Writing;

/// <summary>An answer in the format that the prompts ask for: the résumé, what was changed, and what that improves.</summary>
internal sealed record AnswerParts(string Resume, IReadOnlyList<string> Changes, string ExpectedImprovement)
{
    public const string ChangesLine = "=== CHANGES MADE ===";
    public const string ImprovementLine = "=== EXPECTED IMPROVEMENT ===";

    public static AnswerParts Parse(string answer)
    {
        var lines = answer.ReplaceLineEndings("\n").Split('\n').ToList();
        var changes = lines.FindIndex(static line => line.Trim() == ChangesLine);
        var improvement = lines.FindIndex(static line => line.Trim() == ImprovementLine);
        var end = new[] { changes, improvement, lines.Count }.Where(static line => line >= 0).Min();
        return new AnswerParts(
            Joined(lines[..end]),
            changes < 0 ? [] : [.. Behind(changes, improvement).Select(static line => line.Trim()).Where(IsItem).Select(static line => line[2..].Trim())],
            improvement < 0 ? "" : Joined(Behind(improvement, changes)));

        List<string> Behind(int start, int other) => lines[(start + 1)..(other > start ? other : lines.Count)];
    }

    private static bool IsItem(string line) => line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal);

    private static string Joined(List<string> lines) => string.Join('\n', lines).Trim();
}
