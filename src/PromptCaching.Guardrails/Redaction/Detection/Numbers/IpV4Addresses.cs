using System.Globalization;

namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>Addresses of version 4, but for those that mean this machine or none, and for versions of four parts.</summary>
internal static class IpV4Addresses
{
    private const int Octets = 4;
    private const int Longest = 15;
    private static readonly string[] _versionCues = ["version", "versions", "ver", "v", "release", "build", "firmware", "section", "chapter", "figure", "§"];

    public static int LengthAt(ref TextScan scan, int start)
    {
        var end = scan.Right(start, Longest + 1, static letter => char.IsAsciiDigit(letter) || letter == '.');
        end = end > start && scan.Text[end - 1] == '.' ? end - 1 : end;
        if (scan.IsWordAt(start - 1) || scan.IsWordAt(end) || scan.IsAt(start - 1, '.') || (scan.IsAt(end, '.') && scan.IsDigitAt(end + 1))
            || scan.IsAt(end, '-') || !IsAddress(scan.Text[start..end]) || scan.HasCue(start, 10, _versionCues))
        {
            return 0;
        }

        return end - start;
    }

    private static bool IsAddress(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[Octets + 1];
        if (text.Split(parts, '.') != Octets)
        {
            return false;
        }

        Span<byte> octets = stackalloc byte[Octets];
        for (var at = 0; at < Octets; at++)
        {
            var part = text[parts[at]];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out octets[at]))
            {
                return false;
            }
        }

        return octets[0] is not (0 or 127 or 255);
    }
}
