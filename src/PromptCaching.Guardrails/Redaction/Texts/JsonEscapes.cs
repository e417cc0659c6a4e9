using System.Globalization;
using System.Text;

namespace PromptCaching.Guardrails.Redaction.Texts;

/// <summary>Writes text for the inside of a JSON string, escaping what must be and nothing else.</summary>
internal static class JsonEscapes
{
    private const char LastControl = '\u001F';

    public static string Of(string text)
    {
        if (!NeedsAny(text))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '"' or '\\')
            {
                escaped.Append('\\').Append(letter);
            }
            else if (letter <= LastControl || IsHalfPair(text, at))
            {
                escaped.Append(ShortOf(letter) ?? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"));
            }
            else
            {
                escaped.Append(letter);
            }
        }

        return escaped.ToString();
    }

    public static byte[] BytesOf(string text) => Encoding.UTF8.GetBytes(Of(text));

    private static string? ShortOf(char letter) => letter switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => null,
    };

    private static bool NeedsAny(string text)
    {
        foreach (var letter in text)
        {
            if (letter is '"' or '\\' or <= LastControl || char.IsSurrogate(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHalfPair(string text, int at) =>
        char.IsHighSurrogate(text[at]) ? at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1])
        : char.IsLowSurrogate(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1]));
}
