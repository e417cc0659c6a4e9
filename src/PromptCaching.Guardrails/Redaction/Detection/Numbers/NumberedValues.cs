namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>Everything that is told by its digits: each word with a digit in it is looked at once by each rule.</summary>
internal static class NumberedValues
{
    private const int LongestStart = 8;

    public static void Find(ref TextScan scan)
    {
        var done = 0;
        for (var digit = scan.NextDigit(0); digit < scan.Text.Length; digit = scan.NextDigit(done))
        {
            var start = scan.Left(digit, Math.Min(LongestStart, digit - done), char.IsAsciiLetter);
            var length = FindAt(ref scan, start, out var from);
            done = length > 0 ? from + length : scan.Right(digit, int.MaxValue - digit, char.IsAsciiLetterOrDigit);
        }
    }

    private static int FindAt(ref TextScan scan, int start, out int from)
    {
        from = start;
        var (length, kind) = BankAccounts.LengthAt(ref scan, start) is > 0 and var account ? (account, PiiKind.Iban)
            : CardNumbers.LengthAt(ref scan, start) is > 0 and var card ? (card, PiiKind.Card)
            : IpV4Addresses.LengthAt(ref scan, start) is > 0 and var address ? (address, PiiKind.IpAddress)
            : NationalIds.LengthAt(ref scan, start) is > 0 and var id ? (id, PiiKind.NationalId)
            : NationalIds.LengthAt(ref scan, from = BeforeLetters(scan, start)) is > 0 and var parted ? (parted, PiiKind.NationalId)
            : (PhoneNumbers.LengthAt(ref scan, start, out from), PiiKind.Phone);
        if (length > 0)
        {
            scan.Add(from, length, kind);
        }

        return length;
    }

    /// <summary>Letters may stand before the digits apart from them: <c>AB 12 34 56 C</c>, <c>X-1234567-L</c>.</summary>
    private static int BeforeLetters(scoped in TextScan scan, int start) =>
        scan.IsAt(start - 1, ' ') && start >= 3 && char.IsAsciiLetter(scan.Text[start - 2]) && char.IsAsciiLetter(scan.Text[start - 3]) ? start - 3
        : scan.IsAt(start - 1, '-') && start >= 2 && char.IsAsciiLetter(scan.Text[start - 2]) ? start - 2
        : start;
}
