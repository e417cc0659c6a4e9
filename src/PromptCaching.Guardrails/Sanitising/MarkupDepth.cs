using System.Collections.Frozen;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Bounds what parsing costs: it grows with the square of the elements that are open at once.</summary>
internal static class MarkupDepth
{
    private const int Most = 4096;

    /// <summary>Parsers open these again in each paragraph.</summary>
    private const int MostFormatting = 256;

    private static readonly FrozenSet<string> _formatting =
        "a b big code em font i nobr s small strike strong tt u".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> _ending =
        "br col dd dt hr img input li link meta option p td th tr wbr".Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether more tags are open at once than any answer needs. No tree is made to find out.</summary>
    public static bool IsTooDeep(string text)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var (all, formatting) = (0, 0);
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var closes = at + 1 < text.Length && text[at + 1] == '/';
            var name = NameAt(text, at + (closes ? 2 : 1));
            var known = open.GetValueOrDefault(name);
            if (name.Length == 0 || _ending.Contains(name) || (closes && known == 0))
            {
                continue;
            }

            var step = closes ? -1 : 1;
            open[name] = known + step;
            all += step;
            formatting += _formatting.Contains(name) ? step : 0;
            if (all > Most || formatting > MostFormatting)
            {
                return true;
            }
        }

        return false;
    }

    private static string NameAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && end - start < 32 && (end == start ? char.IsAsciiLetter(text[end]) : char.IsAsciiLetterOrDigit(text[end])))
        {
            end++;
        }

        return text[start..end];
    }
}
