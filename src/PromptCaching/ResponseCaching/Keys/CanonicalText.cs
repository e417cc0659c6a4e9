using System.Globalization;
using System.Text;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Writes what a string of JSON says, whatever way it is escaped.</summary>
internal static class CanonicalText
{
    private const int Unicode = 6;

    /// <param name="escaped">The string without its quotes; its escapes are right.</param>
    /// <param name="output">Gets the text in UTF-8, behind its length.</param>
    /// <returns><see langword="false"/> when it holds half a surrogate pair: that is no text, and readers differ on it.</returns>
    public static bool TryWrite(ReadOnlySpan<byte> escaped, ref CanonicalBuffer output)
    {
        var start = output.BeginPart();
        for (var next = escaped.IndexOf((byte)'\\'); next >= 0; next = escaped.IndexOf((byte)'\\'))
        {
            output.Add(escaped[..next]);
            escaped = escaped[next..];
            if (escaped[1] != 'u')
            {
                output.Add(Short(escaped[1]));
                escaped = escaped[2..];
            }
            else if (TryReadRune(escaped, out var rune, out var length))
            {
                output.Cut(output.Length + rune.EncodeToUtf8(output.Room(4)));
                escaped = escaped[length..];
            }
            else
            {
                return false;
            }
        }

        output.Add(escaped);
        output.EndPart(start);
        return true;
    }

    private static byte Short(byte letter) => (char)letter switch
    {
        'b' => (byte)'\b',
        'f' => (byte)'\f',
        'n' => (byte)'\n',
        'r' => (byte)'\r',
        't' => (byte)'\t',
        _ => letter,
    };

    private static bool TryReadRune(ReadOnlySpan<byte> escaped, out Rune rune, out int length)
    {
        length = Unicode;
        var first = Unit(escaped);
        if (!char.IsHighSurrogate(first))
        {
            return Rune.TryCreate(first, out rune);
        }

        length = 2 * Unicode;
        rune = default;
        return escaped.Length >= length && escaped[Unicode] == '\\' && escaped[Unicode + 1] == 'u'
            && Rune.TryCreate(first, Unit(escaped[Unicode..]), out rune);
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)int.Parse(escape[2..Unicode], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
