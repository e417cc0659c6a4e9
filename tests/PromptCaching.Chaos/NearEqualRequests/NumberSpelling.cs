using System.Globalization;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Spells a number in another way that means the same to the last digit: 1, 1.0, 1e0, 10e-1, 0.1e1.</summary>
internal static class NumberSpelling
{
    private const int MostZeros = 4;

    public static string Other(string number, Random chance)
    {
        var mark = number.AsSpan().IndexOfAny('e', 'E');
        var digits = mark < 0 ? number : number[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(number.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var zeros = new string('0', chance.Next(MostZeros));
        switch (chance.Next(4))
        {
            case 0 when digits.Contains('.'):
                digits += zeros;
                break;
            case 0:
                digits += ".0" + zeros;
                break;
            case 1 when !digits.Contains('.') && digits is not ("0" or "-0"):
                digits += zeros;
                exponent -= zeros.Length;
                break;
            case 2 when digits.TrimStart('-') is [_, .. var rest] && !digits.Contains('.') && rest.Length > 0:
                digits = digits[..^rest.Length] + "." + rest;
                exponent += rest.Length;
                break;
            case 3 when digits.IndexOf('.') is > 0 and var point:
                exponent -= digits.Length - point - 1;
                digits = Whole(digits.Remove(point, 1));
                break;
            default:
                break;
        }

        return exponent == 0 && chance.OneIn(2) ? digits : digits + Mark(exponent, chance);
    }

    /// <summary>No number of JSON begins with a zero that is not all of it.</summary>
    private static string Whole(string digits)
    {
        var sign = digits[0] == '-' ? "-" : "";
        var bare = digits[sign.Length..].TrimStart('0');
        return sign + (bare.Length == 0 ? "0" : bare);
    }

    private static string Mark(int exponent, Random chance) =>
        (chance.OneIn(2) ? "e" : "E")
        + (exponent < 0 ? "-" : chance.OneIn(2) ? "+" : "")
        + (chance.OneIn(3) ? "0" : "")
        + Math.Abs((long)exponent).ToString(CultureInfo.InvariantCulture);
}
