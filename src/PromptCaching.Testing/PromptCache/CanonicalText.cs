using System.Buffers.Text;
using System.Text;

namespace PromptCaching.Testing.PromptCache;

/// <summary>
/// One spelling for the strings of JSON. The short escapes are spelt in one way only; what one client writes as a Unicode escape and
/// another as the character itself is evened out.
/// </summary>
internal static class CanonicalText
{
    private const int EscapeLength = 6;

    /// <summary>Writes a string with its quotes.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="raw">The inside of a valid JSON string.</param>
    public static void Write(ByteBuffer output, ReadOnlySpan<byte> raw)
    {
        output.Write((byte)'"');
        for (var at = raw.IndexOf((byte)'\\'); at >= 0; at = raw.IndexOf((byte)'\\'))
        {
            output.Write(raw[..at]);
            raw = raw[(at + WriteEscape(output, raw[at..]))..];
        }

        output.Write(raw);
        output.Write((byte)'"');
    }

    /// <returns>How many bytes of the input were used up.</returns>
    private static int WriteEscape(ByteBuffer output, ReadOnlySpan<byte> escape)
    {
        switch (escape[1])
        {
            case (byte)'u':
                return WriteUnicode(output, escape);
            case (byte)'/':
                output.Write((byte)'/');
                return 2;
            default:
                output.Write(escape[..2]);
                return 2;
        }
    }

    private static int WriteUnicode(ByteBuffer output, ReadOnlySpan<byte> escape)
    {
        var unit = Unit(escape);
        if (Rune.TryCreate(unit, out var rune))
        {
            WriteRune(output, rune);
            return EscapeLength;
        }

        if (escape.Length >= 2 * EscapeLength && escape[EscapeLength] == '\\' && escape[EscapeLength + 1] == 'u'
            && Rune.TryCreate(unit, Unit(escape[EscapeLength..]), out var pair))
        {
            WriteRune(output, pair);
            return 2 * EscapeLength;
        }

        output.Write(escape[..EscapeLength]);
        return EscapeLength;
    }

    private static char Unit(ReadOnlySpan<byte> escape) => Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'X') ? (char)unit : '\0';

    private static void WriteRune(ByteBuffer output, Rune rune)
    {
        switch (rune.Value)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case '\b':
                output.Write("\\b"u8);
                break;
            case '\f':
                output.Write("\\f"u8);
                break;
            case < ' ':
                output.Write(Encoding.ASCII.GetBytes($"\\u{rune.Value:x4}"));
                break;
            default:
                Span<byte> utf8 = stackalloc byte[4];
                output.Write(utf8[..rune.EncodeToUtf8(utf8)]);
                break;
        }
    }
}
