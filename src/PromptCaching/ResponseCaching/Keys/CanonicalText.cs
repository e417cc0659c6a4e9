using System.Text;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Writes a string of JSON in one spelling, whatever way it is escaped.</summary>
internal static class CanonicalText
{
    private const int Unicode = 6;

    private static ReadOnlySpan<byte> ShortEscapes => "\b\f\n\r\t\"\\"u8;

    private static ReadOnlySpan<byte> ShortLetters => "bfnrt\"\\"u8;

    private static ReadOnlySpan<byte> HexDigits => "0123456789abcdef"u8;

    /// <summary>Writes a string with escapes only where there is no other way, and then the shortest.</summary>
    /// <param name="escaped">The string without its quotes; its escapes are right.</param>
    /// <param name="escapes">What escapes there are.</param>
    /// <param name="output">Gets the text in UTF-8, behind its length.</param>
    /// <returns><see langword="false"/> when it holds half a surrogate pair: that is no text, and readers differ on it.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> escaped, JsonEscapes escapes, ref CanonicalBuffer output)
    {
        if (escapes == JsonEscapes.Any)
        {
            return TryWrite(escaped, isPlain: false, ref output);
        }

        output.AddPart(escaped);
        return true;
    }

    /// <summary>Writes what a string says, without any escapes.</summary>
    public static bool TryWritePlain(ReadOnlySpan<byte> escaped, ref CanonicalBuffer output) => TryWrite(escaped, isPlain: true, ref output);

    private static bool TryWrite(ReadOnlySpan<byte> escaped, bool isPlain, ref CanonicalBuffer output)
    {
        var start = output.BeginPart();

        // No escape says more than it is long.
        var length = Respell(escaped, output.Room(escaped.Length), isPlain);
        if (length < 0)
        {
            return false;
        }

        output.Cut(start + length);
        output.EndPart(start);
        return true;
    }

    /// <returns>The bytes written; -1 for half a surrogate pair.</returns>
    private static int Respell(ReadOnlySpan<byte> escaped, Span<byte> output, bool isPlain)
    {
        var written = 0;
        while (true)
        {
            var next = escaped.IndexOf((byte)'\\');
            var plain = next < 0 ? escaped : escaped[..next];
            plain.CopyTo(output[written..]);
            written += plain.Length;
            if (next < 0)
            {
                return written;
            }

            escaped = escaped[next..];
            var unit = escaped[1] == 'u' ? Unit(escaped) : ShortOf(escaped[1]);
            escaped = escaped[(escaped[1] == 'u' ? Unicode : 2)..];
            if (unit < 0x80)
            {
                written += WriteAscii((byte)unit, output[written..], isPlain);
            }
            else if (TryReadRune((char)unit, ref escaped, out var rune))
            {
                written += rune.EncodeToUtf8(output[written..]);
            }
            else
            {
                return -1;
            }
        }
    }

    private static int WriteAscii(byte letter, Span<byte> output, bool isPlain)
    {
        if (isPlain || letter is not ((byte)'"' or (byte)'\\' or < (byte)' '))
        {
            output[0] = letter;
            return 1;
        }

        output[0] = (byte)'\\';
        var at = ShortEscapes.IndexOf(letter);
        if (at >= 0)
        {
            output[1] = ShortLetters[at];
            return 2;
        }

        "u00"u8.CopyTo(output[1..]);
        output[4] = HexDigits[letter >> 4];
        output[5] = HexDigits[letter & 15];
        return Unicode;
    }

    private static bool TryReadRune(char first, ref ReadOnlySpan<byte> rest, out Rune rune)
    {
        if (!char.IsHighSurrogate(first))
        {
            return Rune.TryCreate(first, out rune);
        }

        rune = default;
        if (rest.Length < Unicode || rest[0] != '\\' || rest[1] != 'u' || !Rune.TryCreate(first, (char)Unit(rest), out rune))
        {
            return false;
        }

        rest = rest[Unicode..];
        return true;
    }

    private static int ShortOf(byte letter)
    {
        var at = ShortLetters.IndexOf(letter);
        return at < 0 ? letter : ShortEscapes[at];
    }

    private static int Unit(ReadOnlySpan<byte> escape) => (Digit(escape[2]) << 12) | (Digit(escape[3]) << 8) | (Digit(escape[4]) << 4) | Digit(escape[5]);

    /// <summary>Letters have bit 6, and their case is bit 5.</summary>
    private static int Digit(byte digit) => (digit & 15) + ((digit >> 6) * 9);
}
