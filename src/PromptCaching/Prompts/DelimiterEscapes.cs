using System.Text.RegularExpressions;

namespace PromptCaching.Prompts;

/// <summary>Finds where values spell a delimiter, and how it is written so that it is none.</summary>
internal static class DelimiterEscapes
{
    /// <param name="text">The filled text.</param>
    /// <param name="delimiter">What keeps values apart in it.</param>
    /// <param name="isValue">Which characters are those of values that it keeps apart.</param>
    public static IEnumerable<(int Index, int Length, string Replacement)> In(string text, Delimiter delimiter, bool[] isValue) => delimiter.Kind switch
    {
        EnclosureKind.Element => Tags(text, delimiter.Mark, isValue),
        EnclosureKind.Run => Runs(text, delimiter.Mark, isValue),
        _ => Markup(text, isValue),
    };

    private static IEnumerable<(int Index, int Length, string Replacement)> Tags(string text, string name, bool[] isValue) =>
        from match in Regex.Matches(text, $@"<\s*(?:/\s*)?{Regex.Escape(name)}(?![\w.-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
        where Touches(match, isValue)
        select (match.Index, 1, "&lt;");

    private static IEnumerable<(int Index, int Length, string Replacement)> Runs(string text, string mark, bool[] isValue)
    {
        foreach (Match run in Regex.Matches(text, $"{Regex.Escape(mark[..1])}{{{mark.Length},}}", RegexOptions.CultureInvariant))
        {
            int[] own = [.. Enumerable.Range(run.Index, run.Length).Where(index => isValue[index])];

            // Behind a value that ends in the same character the closing run is only longer, and closes all the same.
            var onlyLengthens = own.Length < mark.Length && run.Length - own.Length >= mark.Length && isValue[run.Index];
            foreach (var index in onlyLengthens ? [] : own)
            {
                yield return (index, 0, "\\");
            }
        }
    }

    private static IEnumerable<(int Index, int Length, string Replacement)> Markup(string text, bool[] isValue) =>
        from index in Enumerable.Range(0, text.Length)
        where isValue[index]
        let replacement = text[index] switch { '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", '\'' => "&#39;", _ => null }
        where replacement is not null
        select (index, 1, replacement);

    private static bool Touches(Match match, bool[] isValue) => isValue.AsSpan(match.Index, match.Length).Contains(true);
}
