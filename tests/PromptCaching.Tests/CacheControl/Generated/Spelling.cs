using System.Buffers;
using System.Globalization;
using System.Text;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Spells strings in JSON: each character may stand for itself, or as an escape.</summary>
internal static class Spelling
{
    private const int OneEscapeIn = 25;

    private static readonly SearchValues<char> NeedsEscape =
        SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(static control => (char)control)]);

    /// <param name="text">What to spell.</param>
    /// <param name="chance">Chooses escapes that nobody needs; null for none of them.</param>
    public static string Quote(string text, Random? chance)
    {
        if (chance is null && !text.AsSpan().ContainsAny(NeedsEscape))
        {
            return $"\"{text}\"";
        }

        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            var spelled = rune.ToString();
            var isEscaped = NeedsEscape.Contains(spelled[0]) || (chance is not null && chance.OneIn(OneEscapeIn));
            quoted.Append(isEscaped ? Escape(spelled, chance) : spelled);
        }

        return quoted.Append('"').ToString();
    }

    private static string Escape(string rune, Random? chance) => rune switch
    {
        _ when chance is not null && chance.OneIn(2) => string.Concat(rune.Select(unit => Number(unit, chance))),
        "\"" => "\\\"",
        "\\" => "\\\\",
        "/" => "\\/",
        "\n" => "\\n",
        "\t" => "\\t",
        "\r" => "\\r",
        _ => string.Concat(rune.Select(unit => Number(unit, chance))),
    };

    private static string Number(char unit, Random? chance) =>
        "\\u" + ((int)unit).ToString(chance is not null && chance.OneIn(2) ? "X4" : "x4", CultureInfo.InvariantCulture);
}
