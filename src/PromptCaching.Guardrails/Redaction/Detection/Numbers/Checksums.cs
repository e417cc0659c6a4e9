namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>The checksums that numbers carry.</summary>
internal static class Checksums
{
    private static readonly byte[][] _dihedralProduct =
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6], [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
        [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1], [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
        [8, 7, 6, 5, 9, 3, 2, 1, 0, 4], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
    ];

    private static readonly byte[] _permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

    public static int Digit(char letter) => letter - '0';

    /// <summary>Luhn: payment cards, Sweden, Canada.</summary>
    public static bool Luhn(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var value = Digit(digits[^(at + 1)]);
            var doubled = at % 2 == 0 ? value : value * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }

        return sum % 10 == 0;
    }

    /// <summary>The sum of digits times weights; further weights are left out.</summary>
    public static int Weighted(ReadOnlySpan<char> digits, ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var at = 0; at < Math.Min(digits.Length, weights.Length); at++)
        {
            sum += Digit(digits[at]) * weights[at];
        }

        return sum;
    }

    /// <summary>The remainder of a number however long.</summary>
    public static int Remainder(ReadOnlySpan<char> digits, int divisor)
    {
        var remainder = 0;
        foreach (var digit in digits)
        {
            remainder = ((remainder * 10) + Digit(digit)) % divisor;
        }

        return remainder;
    }

    /// <summary>ISO 7064, modulus 11, 10: Germany's number for taxes, Croatia's OIB.</summary>
    public static bool Mod11And10(ReadOnlySpan<char> digits)
    {
        var product = 10;
        foreach (var digit in digits[..^1])
        {
            var sum = (Digit(digit) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }

        return (11 - product) % 10 == Digit(digits[^1]);
    }

    /// <summary>Verhoeff: India's Aadhaar.</summary>
    public static bool Verhoeff(ReadOnlySpan<char> digits)
    {
        var check = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = Digit(digits[^(at + 1)]);
            for (var turn = 0; turn < at % 8; turn++)
            {
                digit = _permutation[digit];
            }

            check = _dihedralProduct[check][digit];
        }

        return check == 0;
    }
}
