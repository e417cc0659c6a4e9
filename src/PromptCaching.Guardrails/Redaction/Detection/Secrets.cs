using System.Buffers;

namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>Keys and tokens that begin with what they are.</summary>
internal static class Secrets
{
    public const int AnyLength = int.MaxValue;
    private const int LongestRepeated = 256;
    private const string WebToken = "eyJ";
    private static readonly SearchValues<string> _prefixes =
        SearchValues.Create([.. SecretForms.All.Select(static form => form.Prefix)], StringComparison.Ordinal);

    public static void Find(ref TextScan scan)
    {
        var at = 0;
        while (at < scan.Text.Length)
        {
            var distance = scan.Text[at..].IndexOfAny(_prefixes);
            scan.Steps += distance < 0 ? scan.Text.Length - at : distance + 1;
            if (distance < 0)
            {
                return;
            }

            at += distance;
            var end = EndAt(ref scan, at, out var isToken);
            if (isToken)
            {
                scan.Add(at, end - at, PiiKind.Secret);
            }

            // Long runs that are none are not looked at again from each of their words.
            at = isToken || end - at > LongestRepeated ? end : at + 1;
        }
    }

    /// <summary>Says where the run of characters ends that begins here, and whether it is a token.</summary>
    private static int EndAt(ref TextScan scan, int start, out bool isToken)
    {
        isToken = false;

        // What stands within a longer word begins no token; so no run of characters is looked at twice.
        if (start > 0 && (char.IsAsciiLetterOrDigit(scan.Text[start - 1]) || scan.Text[start - 1] is '_' or '-'))
        {
            return start;
        }

        var longest = start;
        foreach (var form in SecretForms.All)
        {
            if (!scan.Text[start..].StartsWith(form.Prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var first = start + form.Prefix.Length;
            var end = scan.Right(first, form.Longest == AnyLength ? AnyLength - first : form.Longest + 1, form.Belongs);
            while (end > first && scan.Text[end - 1] is '.' or '-' or '=')
            {
                end--;
            }

            var rest = scan.Text[first..end];
            if (rest.Length >= form.Shortest && rest.Length <= form.Longest && (!form.NeedsDigit || rest.IndexOfAnyInRange('0', '9') >= 0))
            {
                isToken = form.Prefix != WebToken || IsWebToken(rest);
                return end;
            }

            longest = Math.Max(longest, end);
        }

        return longest;
    }

    private static bool IsWebToken(ReadOnlySpan<char> rest) => rest.IndexOf('.') is > 5 and var dot && rest.Length - dot > 5;
}
