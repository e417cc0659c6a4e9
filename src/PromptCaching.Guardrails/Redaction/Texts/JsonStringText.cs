using System.Globalization;
using System.Text;

namespace PromptCaching.Guardrails.Redaction.Texts;

/// <summary>The inside of a JSON string as text, and where in its bytes each character of the text stands.</summary>
internal static class JsonStringText
{
    private const int UnicodeEscape = 6;
    private const int ShortEscape = 2;

    /// <summary>Takes a string of valid UTF-8 apart; half a surrogate pair is kept as it is.</summary>
    public static string Read(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOf((byte)'\\') < 0)
        {
            return Encoding.UTF8.GetString(raw);
        }

        var text = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            if (plain == 0)
            {
                text.Append(Unescape(raw, out var length));
                raw = raw[length..];
            }
            else
            {
                var run = plain < 0 ? raw : raw[..plain];
                text.Append(Encoding.UTF8.GetString(run));
                raw = raw[run.Length..];
            }
        }

        return text.ToString();
    }

    /// <summary>Walks on from a character whose place is known to a later one.</summary>
    /// <param name="raw">The inside of the string.</param>
    /// <param name="offset">The place of the character that is known.</param>
    /// <param name="characters">How many characters further the other stands.</param>
    public static int Advance(ReadOnlySpan<byte> raw, int offset, int characters)
    {
        while (characters > 0)
        {
            var first = raw[offset];
            (var bytes, var units) = first switch
            {
                (byte)'\\' => (raw[offset + 1] == 'u' ? UnicodeEscape : ShortEscape, 1),
                < 0x80 => (1, 1),
                < 0xE0 => (2, 1),
                < 0xF0 => (3, 1),
                _ => (4, 2),
            };
            offset += bytes;
            characters -= units;
        }

        return offset;
    }

    private static char Unescape(ReadOnlySpan<byte> escaped, out int length)
    {
        if (escaped[1] == 'u')
        {
            length = UnicodeEscape;
            return (char)ushort.Parse(escaped[2..UnicodeEscape], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        length = ShortEscape;
        return (char)escaped[1] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            var literal => literal,
        };
    }
}
