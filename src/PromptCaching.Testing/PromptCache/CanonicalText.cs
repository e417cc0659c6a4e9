using System.Text;

namespace PromptCaching.Testing.PromptCache;

/// <summary>
/// One spelling for the strings of JSON. The short escapes are spelt in one way only; what one client writes as a Unicode escape and
/// another as the character itself is evened out.
/// </summary>
internal static class CanonicalText
{
    private const int UnicodeEscape = 6;

    /// <summary>Writes a string with its quotes.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="raw">The inside of a valid JSON string.</param>
    public static void Write(ByteBuffer output, ReadOnlySpan<byte> raw)
    {
        // Nothing is spelt longer than it was.
        var text = output.Reserve(raw.Length + 2);
        text[0] = (byte)'"';
        var length = 1;
        for (var at = raw.IndexOf((byte)'\\'); at >= 0; at = raw.IndexOf((byte)'\\'))
        {
            raw[..at].CopyTo(text[length..]);
            length += at;
            raw = raw[(at + WriteEscape(text, ref length, raw[at..]))..];
        }

        raw.CopyTo(text[length..]);
        length += raw.Length;
        text[length++] = (byte)'"';
        output.Advance(length);
    }

    /// <returns>How many bytes of the input were used up.</returns>
    private static int WriteEscape(Span<byte> text, ref int length, ReadOnlySpan<byte> escape)
    {
        switch (escape[1])
        {
            case (byte)'u':
                return WriteUnicode(text, ref length, escape);
            case (byte)'/':
                text[length++] = (byte)'/';
                return 2;
            default:
                text[length++] = (byte)'\\';
                text[length++] = escape[1];
                return 2;
        }
    }

    private static int WriteUnicode(Span<byte> text, ref int length, ReadOnlySpan<byte> escape)
    {
        var unit = Unit(escape);
        if (unit < 0x80)
        {
            WriteAscii(text, ref length, escape, unit);
            return UnicodeEscape;
        }

        if (Rune.TryCreate(unit, out var rune))
        {
            length += rune.EncodeToUtf8(text[length..]);
            return UnicodeEscape;
        }

        if (escape.Length >= 2 * UnicodeEscape && escape[UnicodeEscape] == '\\' && escape[UnicodeEscape + 1] == 'u'
            && Rune.TryCreate(unit, Unit(escape[UnicodeEscape..]), out var pair))
        {
            length += pair.EncodeToUtf8(text[length..]);
            return 2 * UnicodeEscape;
        }

        escape[..UnicodeEscape].CopyTo(text[length..]);
        length += UnicodeEscape;
        return UnicodeEscape;
    }

    private static void WriteAscii(Span<byte> text, ref int length, ReadOnlySpan<byte> escape, char unit)
    {
        var shortForm = unit switch
        {
            '"' or '\\' => unit,
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\b' => 'b',
            '\f' => 'f',
            _ => '\0',
        };
        if (shortForm != '\0')
        {
            text[length++] = (byte)'\\';
            text[length++] = (byte)shortForm;
        }
        else if (unit >= ' ')
        {
            text[length++] = (byte)unit;
        }
        else
        {
            // A control character has no other spelling, but its digits may be capitals.
            Ascii.ToLower(escape[..UnicodeEscape], text[length..], out var written);
            length += written;
        }
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)((Digit(escape[2]) << 12) | (Digit(escape[3]) << 8) | (Digit(escape[4]) << 4) | Digit(escape[5]));

    /// <summary>The value of a hexadecimal digit, which a parser has made sure it is; letters have bit 6 set, and count from 10.</summary>
    private static int Digit(byte digit) => (digit & 0xF) + ((digit >> 6) * 9);
}
