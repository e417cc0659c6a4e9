using System.Text;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Writes text so that every parser reads it as text, and otherwise leaves it as it is: Markdown's signs stay what they are.</summary>
internal static class HtmlText
{
    /// <summary>Whether a text holds anything that a parser could take for markup.</summary>
    public static bool HasMarkup(string text)
    {
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            if (OpensMarkup(text, at))
            {
                return true;
            }
        }

        return false;
    }

    public static string Escape(string text)
    {
        var written = new StringBuilder(text.Length);
        Append(written, text);
        return written.ToString();
    }

    public static void Append(StringBuilder written, string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            _ = text[at] switch
            {
                '<' when OpensMarkup(text, at) || at + 1 == text.Length => written.Append("&lt;"),
                '&' when at + 1 == text.Length || text[at + 1] == '#' || char.IsAsciiLetter(text[at + 1]) => written.Append("&amp;"),
                '\0' => written.Append('\uFFFD'),
                var plain => written.Append(plain),
            };
        }
    }

    public static void AppendAttribute(StringBuilder written, string name, string value)
    {
        written.Append(' ').Append(name).Append("=\"");
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '&' => written.Append("&amp;"),
                '"' => written.Append("&quot;"),
                '<' => written.Append("&lt;"),
                '>' => written.Append("&gt;"),
                '`' => written.Append("&#96;"), // old browsers read it as a quotation mark
                '\0' => written.Append('\uFFFD'),
                _ => written.Append(letter),
            };
        }

        written.Append('"');
    }

    private static bool OpensMarkup(string text, int at) =>
        at + 1 < text.Length && text[at + 1] is var next && (char.IsAsciiLetter(next) || next is '/' or '!' or '?' || next > '\u007F');
}
