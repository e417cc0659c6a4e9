using System.Collections.Frozen;

namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>International bank account numbers (ISO 13616): a country, two check digits, and as many characters as that country has.</summary>
internal static class BankAccounts
{
    private const int Longest = 34;
    private static readonly FrozenDictionary<string, int> _lengths = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["AD"] = 24, ["AE"] = 23, ["AL"] = 28, ["AT"] = 20, ["AZ"] = 28, ["BA"] = 20, ["BE"] = 16, ["BG"] = 22, ["BH"] = 22, ["BR"] = 29, ["BY"] = 28,
        ["CH"] = 21, ["CR"] = 22, ["CY"] = 28, ["CZ"] = 24, ["DE"] = 22, ["DK"] = 18, ["DO"] = 28, ["EE"] = 20, ["EG"] = 29, ["ES"] = 24, ["FI"] = 18,
        ["FO"] = 18, ["FR"] = 27, ["GB"] = 22, ["GE"] = 22, ["GI"] = 23, ["GL"] = 18, ["GR"] = 27, ["GT"] = 28, ["HR"] = 21, ["HU"] = 28, ["IE"] = 22,
        ["IL"] = 23, ["IQ"] = 23, ["IS"] = 26, ["IT"] = 27, ["JO"] = 30, ["KW"] = 30, ["KZ"] = 20, ["LB"] = 28, ["LC"] = 32, ["LI"] = 21, ["LT"] = 20,
        ["LU"] = 20, ["LV"] = 21, ["MC"] = 27, ["MD"] = 24, ["ME"] = 22, ["MK"] = 19, ["MR"] = 27, ["MT"] = 31, ["MU"] = 30, ["NL"] = 18, ["NO"] = 15,
        ["PK"] = 24, ["PL"] = 28, ["PS"] = 29, ["PT"] = 25, ["QA"] = 29, ["RO"] = 24, ["RS"] = 22, ["SA"] = 24, ["SC"] = 31, ["SE"] = 24, ["SI"] = 19,
        ["SK"] = 24, ["SM"] = 27, ["ST"] = 25, ["SV"] = 28, ["TL"] = 23, ["TN"] = 24, ["TR"] = 26, ["UA"] = 29, ["VA"] = 22, ["VG"] = 24, ["XK"] = 20,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static int LengthAt(ref TextScan scan, int start)
    {
        if (scan.IsWordAt(start - 1) || scan.Text.Length - start < 15 || !char.IsAsciiLetter(scan.Text[start]) || !char.IsAsciiLetter(scan.Text[start + 1])
            || !_lengths.TryGetValue(scan.Text.Slice(start, 2).ToString().ToUpperInvariant(), out var length))
        {
            return 0;
        }

        Span<char> account = stackalloc char[Longest];
        var (at, count) = (start, 0);
        for (; at < scan.Text.Length && count < length; at++)
        {
            scan.Steps++;
            var letter = scan.Text[at];
            if (char.IsAsciiLetterOrDigit(letter))
            {
                account[count++] = char.ToUpperInvariant(letter);
            }
            else if (letter is not (' ' or '-' or '\u00A0') || scan.IsAt(at - 1, letter))
            {
                return 0;
            }
        }

        return count == length && !scan.IsWordAt(at) && IsRight(account[..count]) ? at - start : 0;
    }

    /// <summary>ISO 7064, modulus 97: the first four characters go behind the others, letters count from ten.</summary>
    private static bool IsRight(ReadOnlySpan<char> account)
    {
        var remainder = 0;
        for (var at = 0; at < account.Length; at++)
        {
            var letter = account[(at + 4) % account.Length];
            remainder = char.IsAsciiDigit(letter)
                ? ((remainder * 10) + Checksums.Digit(letter)) % 97
                : ((remainder * 100) + letter - 'A' + 10) % 97;
        }

        return remainder == 1;
    }
}
