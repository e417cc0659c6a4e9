using System.Text.RegularExpressions;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Takes an answer in Markdown apart by its headings.</summary>
/// <remarks>A heading is a line of <c>#</c> marks and a title, a line underlined with <c>=</c> or <c>-</c>, or a line that is bold. Code has none.</remarks>
public static partial class AnswerSections
{
    private const int LevelOfBold = 7;

    /// <summary>Reads the sections.</summary>
    /// <param name="text">The text of an answer.</param>
    /// <returns>The sections in their order; one without title when there are no headings, none when there is no text.</returns>
    public static IReadOnlyList<AnswerSection> Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sections = new List<AnswerSection>();
        var (title, level, body) = ("", 0, new List<string>());
        var lines = AnswerLine.Of(text);
        for (var at = 0; at < lines.Count; at++)
        {
            if (HeadingAt(lines, at) is not { } heading)
            {
                body.Add(lines[at].Text);
                continue;
            }

            Add(sections, title, level, body);
            (title, level, body) = (heading.Title, heading.Level, []);
            at += heading.Lines - 1;
        }

        Add(sections, title, level, body);
        return sections;
    }

    /// <summary>Finds the text of a section.</summary>
    /// <param name="text">The text of an answer.</param>
    /// <param name="title">The title; letter case and a colon behind it do not count.</param>
    /// <returns>The text of the first section of that title, without those below it; <see langword="null"/> when there is none.</returns>
    public static string? Find(string text, string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var wanted = Plain(title);
        return Of(text).FirstOrDefault(section => section.Level > 0 && section.Title.Equals(wanted, StringComparison.OrdinalIgnoreCase))?.Text;
    }

    private static void Add(List<AnswerSection> sections, string title, int level, List<string> body)
    {
        var text = string.Join('\n', body).Trim('\n', ' ', '\t');
        if (level > 0 || text.Length > 0)
        {
            sections.Add(new AnswerSection(title, level, text));
        }
    }

    private static (string Title, int Level, int Lines)? HeadingAt(IReadOnlyList<AnswerLine> lines, int at)
    {
        var (line, isCode) = lines[at];
        if (isCode)
        {
            return null;
        }

        if (Marked().Match(line) is { Success: true } marked)
        {
            return (Plain(WithoutClosingMarks(marked.Groups["title"].Value)), marked.Groups["marks"].Length, 1);
        }

        if (Bold().Match(line) is { Success: true } bold)
        {
            return (Plain(bold.Groups["title"].Value), LevelOfBold, 1);
        }

        var isPlain = !string.IsNullOrWhiteSpace(line) && !AnswerLine.IsListItem(line) && (at == 0 || string.IsNullOrWhiteSpace(lines[at - 1].Text));
        return isPlain && at + 1 < lines.Count && Underline().Match(lines[at + 1].Text) is { Success: true } underline
            ? (Plain(line), underline.Value.TrimStart()[0] == '=' ? 1 : 2, 2)
            : null;
    }

    /// <summary>Marks behind a title close it where a space parts them from it: C# is a title.</summary>
    private static string WithoutClosingMarks(string title)
    {
        var bare = title.TrimEnd(' ', '\t').TrimEnd('#');
        return bare.Length == 0 || bare[^1] is ' ' or '\t' ? bare : title;
    }

    private static string Plain(string title) => title.Trim(' ', '\t', '*', '_').TrimEnd(':').Trim(' ', '\t', '*', '_');

    [GeneratedRegex(@"^ {0,3}(?<marks>#{1,6})[ \t]+(?<title>.*)$")]
    private static partial Regex Marked();

    [GeneratedRegex(@"^ {0,3}(\*\*|__)(?<title>[^*_]{1,120})\1:?[ \t]*$")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^ {0,3}(={2,}|-{2,})[ \t]*$")]
    private static partial Regex Underline();
}
