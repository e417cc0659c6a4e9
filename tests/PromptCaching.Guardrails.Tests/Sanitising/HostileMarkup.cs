using System.Text;

namespace PromptCaching.Guardrails.Tests.Sanitising;

/// <summary>Makes hostile answers out of the known vectors: hidden, nested, cut, put together and wrapped, by seed.</summary>
internal sealed class HostileMarkup(int seed)
{
    private static readonly (string Start, string End)[] _wrappers =
    [
        ("<svg>", "</svg>"), ("<math><mtext>", "</mtext></math>"), ("<noscript>", "</noscript>"), ("<template>", "</template>"), ("<style>", "</style>"),
        ("<title>", "</title>"), ("<textarea>", "</textarea>"), ("<xmp>", "</xmp>"), ("<select><option>", "</option></select>"), ("<table><tr><td>", "</table>"),
        ("<table>", "</table>"), ("<form><form>", "</form>"), ("<!--", "-->"), ("<!--", "--!>"), ("<![CDATA[", "]]>"), ("<a href=x>", "</a>"), ("<p>", "</p>"),
        ("<b><i>", "</b></i>"), ("<pre>", "</pre>"), ("```html\n", "\n```"), ("`", "`"), ("<iframe>", "</iframe>"), ("<div title=\"", "\">"), ("<ul><li>", "</ul>"),
        ("<svg><desc>", "</svg>"), ("<svg><foreignObject>", "</foreignObject></svg>"), ("<math><annotation-xml encoding=text/html>", "</math>"), ("<dl><dt>", ""),
        ("<html><head><title>x</title></head><body>", "</body></html>"), ("Use `List<String>` where a < b.\n\n", "\n\n- one\n- two"), ("<details><summary>", ""),
        ("<math><mtext><table><mglyph><style>", "</style></table>"), ("<x-y>", "</x-y>"), ("<object>", "</object>"), ("<ruby><rt>", "</ruby>"), ("&lt;", "&gt;"),
    ];

    private static readonly string[] _blanks = ["\t", "\n", "\r", "\f", "\0", " ", "/", "\u00A0", "\u200B"];
    private readonly Random _random = new(seed);

    public string Next()
    {
        var text = Pick(KnownVectors.All);
        for (var left = _random.Next(0, 5); left > 0; left--)
        {
            text = Change(text);
        }

        return text;
    }

    private string Change(string text) => _random.Next(0, 11) switch
    {
        0 => new string([.. text.Select(letter => _random.Next(2) == 0 ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter))]),
        1 => text.Insert(_random.Next(text.Length + 1), Pick(_blanks)),
        2 => Encoded(text),
        3 or 4 => Wrapped(text),
        5 => text.Insert(_random.Next(text.Length + 1), Pick(KnownVectors.All)),
        6 => text[.._random.Next(1, text.Length + 1)] + Pick(KnownVectors.All)[_random.Next(0, 6)..],
        7 => text.Replace('"', '\'').Replace(' ', _random.Next(2) == 0 ? '/' : '\n'),
        8 => text.Replace("=", " = ", StringComparison.Ordinal),
        9 => text[.._random.Next(text.Length / 2, text.Length + 1)],
        _ => Deep(text),
    };

    private string Wrapped(string text)
    {
        var (start, end) = Pick(_wrappers);
        return start + text + (_random.Next(4) == 0 ? "" : end);
    }

    /// <summary>Writes some signs as character references, with zeros, in either base, with or without their end.</summary>
    private string Encoded(string text)
    {
        var encoded = new StringBuilder();
        foreach (var letter in text)
        {
            _ = char.IsAsciiLetterOrDigit(letter) && _random.Next(6) == 0
                ? encoded.Append(_random.Next(3) switch { 0 => $"&#{(int)letter};", 1 => $"&#x{(int)letter:x4};", _ => $"&#000{(int)letter}" })
                : encoded.Append(letter);
        }

        return encoded.ToString();
    }

    private string Deep(string text)
    {
        var depth = Pick([3, 20, 110, 600]);
        var (start, end) = Pick([("<div>", "</div>"), ("<b>", "</b>"), ("<p><b>", ""), ("<table><td>", "</table>"), ("<blockquote>", ""), ("<font>", "</font>")]);
        return string.Concat(Enumerable.Repeat(start, depth)) + text + string.Concat(Enumerable.Repeat(end, depth));
    }

    private T Pick<T>(T[] choices) => choices[_random.Next(choices.Length)];
}
