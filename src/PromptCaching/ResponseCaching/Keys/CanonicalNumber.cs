using System.Globalization;
using System.Text;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Writes a number of JSON so that one value has one form: 1, 1.0 and 10e-1 are the same, to the last digit.</summary>
/// <remarks>Exact, whatever the length: as binary numbers, two that differ far behind the point would be one. Minus zero stays apart from zero.</remarks>
internal static class CanonicalNumber
{
    private const int LongestExponent = 18;

    public static void Write(ReadOnlySpan<byte> number, ref CanonicalBuffer output)
    {
        var mark = number.IndexOfAny((byte)'e', (byte)'E');
        if (IsPlain(number) || (mark >= 0 && number.Length - mark - 1 > LongestExponent))
        {
            output.AddPart(number);
            return;
        }

        var start = output.BeginPart();
        var exponent = mark < 0 ? 0 : Parse(number[(mark + 1)..]);
        number = mark < 0 ? number : number[..mark];
        if (number[0] == '-')
        {
            output.Add((byte)'-');
            number = number[1..];
        }

        var point = number.IndexOf((byte)'.');
        var digitsStart = output.Length;
        output.Add(point < 0 ? number : number[..point]);
        if (point >= 0)
        {
            output.Add(number[(point + 1)..]);
            exponent -= number.Length - point - 1;
        }

        exponent += StripZeros(ref output, digitsStart);
        if (output.Length > digitsStart && exponent != 0)
        {
            output.Add((byte)'e');
            output.Add(Encoding.ASCII.GetBytes(exponent.ToString(CultureInfo.InvariantCulture)));
        }

        output.EndPart(start);
    }

    /// <summary>Whole numbers without zeros at their end are in their only short form already.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> number) =>
        number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && number[^1] != '0';

    /// <summary>Takes the zeros off both ends of the digits.</summary>
    /// <returns>How many stood at the end.</returns>
    private static int StripZeros(ref CanonicalBuffer output, int start)
    {
        var digits = output.From(start);
        var kept = digits.TrimEnd((byte)'0');
        var dropped = digits.Length - kept.Length;
        var leading = kept.Length - kept.TrimStart((byte)'0').Length;
        kept[leading..].CopyTo(digits);
        output.Cut(start + kept.Length - leading);
        return dropped;
    }

    private static long Parse(ReadOnlySpan<byte> exponent) =>
        long.Parse(Encoding.ASCII.GetString(exponent), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
