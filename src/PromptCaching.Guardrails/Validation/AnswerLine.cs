using System.Text.RegularExpressions;

namespace PromptCaching.Guardrails.Validation;

/// <summary>A line of an answer.</summary>
/// <param name="Text">The line without its end.</param>
/// <param name="IsCode">Whether it belongs to a fenced block of code.</param>
internal readonly partial record struct AnswerLine(string Text, bool IsCode)
{
    public static IReadOnlyList<AnswerLine> Of(string text)
    {
        var lines = new List<AnswerLine>();
        string? fence = null;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var marks = Fence().Match(line);
            var closes = fence is not null && marks.Success && marks.Groups["marks"].Value.StartsWith(fence, StringComparison.Ordinal);
            lines.Add(new AnswerLine(line, fence is not null || marks.Success));
            fence = closes ? null : fence ?? (marks.Success ? marks.Groups["marks"].Value : null);
        }

        return lines;
    }

    public static bool IsListItem(string line) => Item().IsMatch(line);

    [GeneratedRegex(@"^\s*(?<marks>`{3,}|~{3,})")]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s*([-*+•]|\d{1,9}[.)])\s+\S")]
    private static partial Regex Item();
}
