using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>A string in JSON.</summary>
/// <param name="Start">Where its opening quote stands.</param>
/// <param name="Length">Its bytes, quotes included.</param>
/// <param name="Text">What it says.</param>
internal readonly record struct JsonStringPlace(int Start, int Length, string Text)
{
    /// <summary>Reads the string that a reader stands on. Half a surrogate pair, as a stream has it that cuts text anywhere, is no fault.</summary>
    public static JsonStringPlace At(in Utf8JsonReader reader)
    {
        var inside = reader.ValueSpan;
        return new((int)reader.TokenStartIndex, inside.Length + 2, reader.ValueIsEscaped ? Unescape(inside) : Encoding.UTF8.GetString(inside));
    }

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var raw = Encoding.UTF8.GetString(escaped);
        var text = new StringBuilder(raw.Length);
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            at++;
            if (raw[at] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                text.Append(raw[at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var sign => sign });
            }
        }

        return text.ToString();
    }
}
