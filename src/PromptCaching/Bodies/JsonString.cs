using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Strings by the grammar of JSON.</summary>
internal static class JsonString
{
    private const byte LastControl = 0x1F;

    /// <summary>Finds the end of a string whose inside begins here.</summary>
    /// <param name="inside">What follows the opening quote.</param>
    /// <param name="escapes">Whether it holds escapes, and whether one of them stands for what could be written otherwise.</param>
    /// <exception cref="JsonException">It has no end, or holds what JSON does not allow.</exception>
    public static int LengthOf(ReadOnlySpan<byte> inside, out JsonEscapes escapes)
    {
        escapes = JsonEscapes.None;
        var at = PlainLengthOf(inside);
        while (at < inside.Length && inside[at] == '\\')
        {
            var length = EscapeLengthOf(inside[at..]);
            var kind = length > 2 || inside[at + 1] == '/' ? JsonEscapes.Any : JsonEscapes.Short;
            escapes = kind > escapes ? kind : escapes;
            at += length;
            at += PlainLengthOf(inside[at..]);
        }

        return at < inside.Length && inside[at] == '"' ? at : throw new JsonException("A string has no end, or holds a control character.");
    }

    /// <summary>Counts what stands for itself: anything but the end of the string, escapes, and control characters, which JSON forbids there.</summary>
    private static int PlainLengthOf(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (; text.Length - at >= Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var letters = Vector128.Create(text.Slice(at, Vector128<byte>.Count));
            var special = Vector128.Equals(letters, Vector128.Create((byte)'"'))
                | Vector128.Equals(letters, Vector128.Create((byte)'\\'))
                | Vector128.Equals(letters, Vector128.Min(letters, Vector128.Create(LastControl)));
            if (special != Vector128<byte>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            }
        }

        while (at < text.Length && text[at] is not ((byte)'"' or (byte)'\\' or <= LastControl))
        {
            at++;
        }

        return at;
    }

    private static int EscapeLengthOf(ReadOnlySpan<byte> escaped)
    {
        const int Unicode = 6;
        var isUnicode = escaped.Length >= Unicode && escaped[1] == 'u';
        var isRight = isUnicode
            ? IsHex(escaped[2]) && IsHex(escaped[3]) && IsHex(escaped[4]) && IsHex(escaped[5])
            : escaped.Length > 1 && (char)escaped[1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't';
        return isRight ? (isUnicode ? Unicode : 2) : throw new JsonException("A string holds an escape that JSON does not know.");
    }

    private static bool IsHex(byte letter) => char.IsAsciiHexDigit((char)letter);
}
