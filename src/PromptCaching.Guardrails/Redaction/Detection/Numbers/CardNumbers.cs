namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>Numbers of payment cards: in one run or in the groups in which they are printed.</summary>
internal static class CardNumbers
{
    private static readonly string[] _shapes =
    [
        "dddd dddd dddd dddd ddd", "dddd dddd dddd dddd", "dddd dddddd ddddd", "dddd dddddd dddd",
        "dddd-dddd-dddd-dddd-ddd", "dddd-dddd-dddd-dddd", "dddd-dddddd-ddddd", "dddd-dddddd-dddd",
        "ddddddddddddddddddd", "dddddddddddddddddd", "ddddddddddddddddd", "dddddddddddddddd", "ddddddddddddddd", "dddddddddddddd", "ddddddddddddd",
    ];

    public static int LengthAt(ref TextScan scan, int start)
    {
        Span<char> digits = stackalloc char[NumberShape.Longest];
        Span<char> room = stackalloc char[NumberShape.Longest];
        var look = room[..NumberShape.Look(ref scan, start, room)];
        foreach (var shape in _shapes)
        {
            var count = NumberShape.Match(ref scan, start, look, shape, digits);
            if (count > 0 && IsIssued(digits[..count]) && Checksums.Luhn(digits[..count]))
            {
                return shape.Length;
            }
        }

        return 0;
    }

    /// <summary>The ranges of ISO/IEC 7812 that issuers use, with the lengths of each.</summary>
    private static bool IsIssued(ReadOnlySpan<char> digits)
    {
        var first = int.Parse(digits[..6], provider: null);
        return digits.Length switch
        {
            13 => first / 100000 is 4 || IsMaestro(first),
            14 => first / 1000 is >= 300 and <= 305 or 309 || first / 10000 is 36 or 38 or 39,
            15 => first / 10000 is 34 or 37,
            16 => first / 100000 is 4 || first / 10000 is (>= 51 and <= 55) or 65 or 62 || first / 100 is (>= 2221 and <= 2720) or 6011 or (>= 3528 and <= 3589)
                || first / 1000 is >= 644 and <= 649 || first / 100 is >= 2200 and <= 2204 || IsMaestro(first),
            17 or 18 => first / 10000 is 62 || IsMaestro(first),
            19 => first / 100000 is 4 || first / 10000 is 62 or 65 || first / 100 is 6011 || IsMaestro(first),
            _ => false,
        };
    }

    private static bool IsMaestro(int first) => first / 100 is 5018 or 5020 or 5038 or 5893 or 6304 or 6759 or 6761 or 6762 or 6763;
}
