using static PromptCaching.Guardrails.Redaction.Detection.Numbers.Checksums;

namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>What makes a number one of a European country.</summary>
internal static class EuropeanIds
{
    private const string SpanishLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    private const string FinnishLetters = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private const string IrishLetters = "WABCDEFGHIJKLMNOPQRSTUV";
    private static readonly int[] _italianOdd =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

    public static bool IsAustrian(ReadOnlySpan<char> id) =>
        id[0] != '0' && BirthDay.IsDayAndMonth(id[4..6], id[6..8])
        && (Weighted(id, [3, 7, 9]) + Weighted(id[4..], [5, 8, 4, 2, 1, 6])) % 11 == Digit(id[3]);

    public static bool IsBelgian(ReadOnlySpan<char> id)
    {
        var check = Remainder(id[9..], 100);
        var since2000 = (Remainder(id[..9], 97) + Remainder("2000000000", 97)) % 97;
        return BirthDay.IsMonth(id[2..4]) && (97 - Remainder(id[..9], 97) == check || 97 - since2000 == check);
    }

    public static bool IsSwiss(ReadOnlySpan<char> id) =>
        id.StartsWith("756", StringComparison.Ordinal) && Weighted(id, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0;

    /// <summary>Women's months are 50 higher; later ones 20 more, where a day had too many births.</summary>
    public static bool IsCzech(ReadOnlySpan<char> id) => Remainder(id[2..4], 50) is (>= 1 and <= 12) or (>= 21 and <= 32) && Remainder(id, 11) == 0;

    /// <summary>Of the first ten digits one comes twice or three times, all others once at most.</summary>
    public static bool IsGerman(ReadOnlySpan<char> id)
    {
        var (repeated, most) = (0, 0);
        for (var digit = '0'; digit <= '9'; digit++)
        {
            var count = id[..10].Count(digit);
            repeated += count > 1 ? 1 : 0;
            most = Math.Max(most, count);
        }

        return id[0] != '0' && repeated == 1 && most <= 3 && Mod11And10(id);
    }

    public static bool IsDanish(ReadOnlySpan<char> id) => BirthDay.IsDayAndMonth(id[..2], id[2..4]);

    public static bool IsSpanish(ReadOnlySpan<char> id)
    {
        var first = "XYZ".IndexOf(id[0]);
        if (first < 0 && char.IsAsciiLetter(id[0]))
        {
            return false;
        }

        var number = first < 0 ? Remainder(id[..8], 23) : ((first * 10_000_000) + Remainder(id[1..8], 10_000_000)) % 23;
        return SpanishLetters[number] == id[8];
    }

    public static bool IsFinnish(ReadOnlySpan<char> id)
    {
        if (char.IsAsciiLetter(id[6]) && id[6] is not (>= 'A' and <= 'F' or >= 'U' and <= 'Y'))
        {
            return false;
        }

        Span<char> digits = stackalloc char[9];
        id[..6].CopyTo(digits);
        id[^4..^1].CopyTo(digits[6..]);
        return BirthDay.IsDayAndMonth(id[..2], id[2..4]) && FinnishLetters[Remainder(digits, 31)] == id[^1];
    }

    public static bool IsFrench(ReadOnlySpan<char> id) => id[0] is '1' or '2' && 97 - Remainder(id[..13], 97) == Remainder(id[13..], 100);

    public static bool IsBritish(ReadOnlySpan<char> id) =>
        id[8] is >= 'A' and <= 'D' && !"DFIQUV".Contains(id[0], StringComparison.Ordinal) && !"DFIOQUV".Contains(id[1], StringComparison.Ordinal)
        && id[..2] is not ("BG" or "GB" or "KN" or "NK" or "NT" or "TN" or "ZZ");

    public static bool IsIrish(ReadOnlySpan<char> id)
    {
        var second = id.Length > 8 && id[8] != 'W' ? (id[8] - 'A' + 1) * 9 : 0;
        return IrishLetters[(Weighted(id[..7], [8, 7, 6, 5, 4, 3, 2]) + second) % 23] == id[7];
    }

    public static bool IsItalian(ReadOnlySpan<char> id)
    {
        var sum = 0;
        for (var at = 0; at < id.Length - 1; at++)
        {
            var value = char.IsAsciiDigit(id[at]) ? Digit(id[at]) : id[at] - 'A';
            sum += at % 2 == 0 ? _italianOdd[value] : value;
        }

        return "ABCDEHLMPRST".Contains(id[8], StringComparison.Ordinal) && sum % 26 == id[^1] - 'A';
    }

    public static bool IsDutch(ReadOnlySpan<char> id) => (Weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) - Digit(id[8])) % 11 == 0;

    public static bool IsNorwegian(ReadOnlySpan<char> id) =>
        BirthDay.IsDayAndMonth(id[..2], id[2..4])
        && Weighted(id, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0 && Weighted(id, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0;

    public static bool IsPolish(ReadOnlySpan<char> id) =>
        Remainder(id[2..4], 20) is >= 1 and <= 12 && BirthDay.IsDay(id[4..6]) && Weighted(id, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0;

    public static bool IsPortuguese(ReadOnlySpan<char> id)
    {
        var rest = Weighted(id, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        return Digit(id[8]) == (rest < 2 ? 0 : 11 - rest);
    }

    public static bool IsRomanian(ReadOnlySpan<char> id) =>
        id[0] is >= '1' and <= '8' && BirthDay.IsDayAndMonth(id[5..7], id[3..5])
        && Weighted(id, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11 is var rest && (rest == 10 ? 1 : rest) == Digit(id[12]);

    public static bool IsSwedish(ReadOnlySpan<char> id) => id[^10..] is var ten && BirthDay.IsDayAndMonth(ten[4..6], ten[2..4]) && Luhn(ten);

    public static bool IsTurkish(ReadOnlySpan<char> id)
    {
        var odd = Weighted(id, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
        var even = Weighted(id, [0, 1, 0, 1, 0, 1, 0, 1]);
        return id[0] != '0' && (((odd * 7) - even) % 10 + 10) % 10 == Digit(id[9]) && (odd + even + Digit(id[9])) % 10 == Digit(id[10]);
    }
}
