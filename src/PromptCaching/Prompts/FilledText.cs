using System.Text;

namespace PromptCaching.Prompts;

/// <summary>Puts values into their places, so that none can end what keeps it apart from the text around it.</summary>
internal static class FilledText
{
    public static string Of(IReadOnlyList<TemplatePiece> pieces, IReadOnlyDictionary<string, PromptValue> values)
    {
        var text = new StringBuilder();
        var spans = new List<(int Start, int End, IReadOnlyList<Delimiter> Delimiters)>();
        foreach (var piece in pieces)
        {
            var start = text.Length;
            if (piece is TemplatePlace place)
            {
                text.Append(place.IsAlone ? values[place.Text].Alone : values[place.Text].Inline);
                spans.Add((start, text.Length, place.Delimiters));
            }
            else
            {
                text.Append(piece.Text);
            }
        }

        return Escaped(text.ToString(), spans);
    }

    /// <summary>
    /// The whole is looked at, not each value: two values that stand side by side could spell a delimiter together. Only what touches a value is
    /// changed, so the template's own delimiters stay, and equal values are equal bytes.
    /// </summary>
    private static string Escaped(string text, List<(int Start, int End, IReadOnlyList<Delimiter> Delimiters)> spans)
    {
        var changes = new SortedDictionary<int, (int Length, string Replacement)>();
        foreach (var delimiter in spans.SelectMany(static span => span.Delimiters).Distinct().OrderByDescending(static delimiter => delimiter.Kind))
        {
            var isValue = new bool[text.Length];
            foreach (var span in spans.Where(span => span.Delimiters.Contains(delimiter)))
            {
                isValue.AsSpan(span.Start..span.End).Fill(true);
            }

            foreach (var (index, length, replacement) in DelimiterEscapes.In(text, delimiter, isValue))
            {
                changes.TryAdd(index, (length, replacement));
            }
        }

        var (escaped, copied) = (new StringBuilder(), 0);
        foreach (var (index, (length, replacement)) in changes)
        {
            escaped.Append(text, copied, index - copied).Append(replacement);
            copied = index + length;
        }

        return escaped.Append(text, copied, text.Length - copied).ToString();
    }
}
