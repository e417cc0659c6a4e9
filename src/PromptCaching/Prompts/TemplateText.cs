using System.Text.RegularExpressions;

namespace PromptCaching.Prompts;

/// <summary>Text with places for values: <c>{name}</c>. Whatever else is in braces, such as JSON, is text; <c>{{name}}</c> is <c>{name}</c>.</summary>
internal static partial class TemplateText
{
    public static bool HasPlace(string text) => Places().Matches(text).Any(static match => match.Groups["name"].Success);

    /// <summary>Takes a part of a text to pieces.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="part">The part.</param>
    /// <param name="enclosures">What is kept apart in the whole text.</param>
    /// <param name="line">The number of the first line of the whole text.</param>
    public static IReadOnlyList<TemplatePiece> Pieces(string text, Range part, IReadOnlyList<Enclosure> enclosures, int line)
    {
        var pieces = new List<TemplatePiece>();
        var (start, length) = part.GetOffsetAndLength(text.Length);
        var (copied, end) = (start, start + length);
        for (var match = Places().Match(text, start, length); match.Success; match = match.NextMatch())
        {
            Add(match.Index);
            copied = match.Index + match.Length;
            pieces.Add(match.Groups["name"] is { Success: true } name
                ? new TemplatePlace(name.Value, LineOf(match.Index), IsAlone(text, match), [.. Around(match.Index)])
                : new TemplatePiece(match.Value[1..^1], LineOf(match.Index)));
        }

        Add(end);
        return pieces;

        void Add(int until)
        {
            if (until > copied)
            {
                pieces.Add(new TemplatePiece(text[copied..until], LineOf(copied)));
            }
        }

        int LineOf(int index) => line + text.AsSpan(0, index).Count('\n');

        IEnumerable<Delimiter> Around(int index) =>
            enclosures.Where(enclosure => enclosure.Holds(index)).Select(static enclosure => enclosure.Delimiter).Distinct();
    }

    private static bool IsAlone(string text, Match match)
    {
        var start = text.LastIndexOf('\n', match.Index) + 1;
        var end = text.IndexOf('\n', match.Index);
        return text.AsSpan(start..(end < 0 ? text.Length : end)).Trim().Length == match.Length;
    }

    [GeneratedRegex(
        @"\{\{[A-Za-z_][A-Za-z0-9_]{0,63}\}\}|\{(?<name>[A-Za-z_][A-Za-z0-9_]{0,63})\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Places();
}
