using System.Net;
using System.Net.Sockets;

namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>Addresses of version 6 that are in use: global ones, unique local ones, link local ones, multicast, and those that hold one of version 4.</summary>
internal static class IpV6Addresses
{
    private const int Longest = 45;
    private static readonly string[] _beginnings = ["2", "3", "fc", "fd", "fe8", "fe9", "fea", "feb", "ff0", "::ffff:", "64:ff9b::"];

    public static void Find(ref TextScan scan)
    {
        for (var at = scan.Next(0, ':'); at < scan.Text.Length; at = scan.Next(at + 1, ':'))
        {
            var start = scan.Left(at, Longest, IsOfAddress);
            var end = scan.Right(at, Longest, IsOfAddress);
            while (end > at && scan.Text[end - 1] == '.')
            {
                end--;
            }

            if (end > at && scan.Text[end - 1] == ':' && !scan.IsAt(end - 2, ':'))
            {
                end--;
            }

            if (end > at && !scan.IsWordAt(start - 1) && !scan.IsWordAt(end) && IsAddress(scan.Text[start..end]))
            {
                scan.Add(start, end - start, PiiKind.IpAddress);
                at = end - 1;
            }
        }
    }

    private static bool IsAddress(ReadOnlySpan<char> text)
    {
        var isInUse = false;
        foreach (var beginning in _beginnings)
        {
            isInUse |= text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);
        }

        return isInUse && text.Count(':') >= 2 && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
    }

    private static bool IsOfAddress(char letter) => char.IsAsciiHexDigit(letter) || letter is ':' or '.';
}
