using static PromptCaching.Guardrails.Redaction.Detection.Numbers.Checksums;

namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>What makes a number one of a country outside Europe.</summary>
internal static class WorldIds
{
    private const string ChineseChecks = "10X98765432";

    /// <summary>The areas 000 and 666 and those from 900 on, the group 00 and the serial 0000 are never given; 9xx are numbers for taxes only.</summary>
    public static bool IsAmerican(ReadOnlySpan<char> id) =>
        id[..3] is not ("000" or "666") && id[3..5] is not "00" && id[5..] is not "0000"
        && (id[0] != '9' || Remainder(id[3..5], 100) is (>= 50 and <= 65) or (>= 70 and <= 88) or (>= 90 and <= 92) or (>= 94 and <= 99));

    public static bool IsCanadian(ReadOnlySpan<char> id) => id[0] is not ('0' or '8') && Luhn(id);

    public static bool IsBrazilian(ReadOnlySpan<char> id)
    {
        var first = Weighted(id[..9], [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10;
        var second = Weighted(id[..10], [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10 % 11 % 10;
        return id.ContainsAnyExcept(id[0]) && first == Digit(id[9]) && second == Digit(id[10]);
    }

    public static bool IsMexican(ReadOnlySpan<char> id) => BirthDay.IsDayAndMonth(id[8..10], id[6..8]) && id[10] is 'H' or 'M' or 'X';

    public static bool IsChinese(ReadOnlySpan<char> id)
    {
        var sum = Weighted(id[..17], [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
        return id[6..8] is "19" or "20" && BirthDay.IsDayAndMonth(id[12..14], id[10..12]) && ChineseChecks[sum % 11] == id[17];
    }

    /// <summary>The last digits have been given by chance since 2020, so only the day of birth and the sex tell.</summary>
    public static bool IsKorean(ReadOnlySpan<char> id) => BirthDay.IsDayAndMonth(id[4..6], id[2..4]) && id[6] is >= '1' and <= '8';

    public static bool IsIndian(ReadOnlySpan<char> id) => id[0] is >= '2' && Verhoeff(id);

    public static bool IsSingaporean(ReadOnlySpan<char> id)
    {
        var sum = Weighted(id[1..8], [2, 7, 6, 5, 4, 3, 2]) + (id[0] is 'T' or 'G' ? 4 : id[0] == 'M' ? 3 : 0);
        return id[0] switch
        {
            'S' or 'T' => "JZIHGFEDCBA"[sum % 11] == id[8],
            'F' or 'G' => "XWUTRQPNMLK"[sum % 11] == id[8],
            'M' => "KLJNPQRTUWX"[10 - (sum % 11)] == id[8],
            _ => false,
        };
    }

    public static bool IsSouthAfrican(ReadOnlySpan<char> id) => BirthDay.IsDayAndMonth(id[4..6], id[2..4]) && id[10] is '0' or '1' && Luhn(id);

    public static bool IsAustralian(ReadOnlySpan<char> id) => Weighted(id, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 == 0;
}
