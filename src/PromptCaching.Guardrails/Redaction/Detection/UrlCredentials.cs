namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>Name and password, or a token, before the host of a URL; the rest of it stays.</summary>
internal static class UrlCredentials
{
    private const string Separator = "://";

    public static void Find(ref TextScan scan)
    {
        var at = 0;
        while (at < scan.Text.Length)
        {
            at = scan.Next(at, ':');
            if (!scan.Text[at..].StartsWith(Separator, StringComparison.Ordinal))
            {
                at++;
                continue;
            }

            var isScheme = at > 0 && char.IsAsciiLetterOrDigit(scan.Text[at - 1]);
            at += Separator.Length;

            // It has no slash, so no other URL begins in it: nothing is looked at again and again.
            var end = scan.Right(at, scan.Text.Length - at, IsOfAuthority);
            var length = scan.Text[at..end].LastIndexOf('@');
            if (isScheme && length > 0 && IsSecret(scan.Text.Slice(at, length)))
            {
                scan.Add(at, length, PiiKind.UrlCredentials);
                at += length;
            }
        }
    }

    private static bool IsSecret(ReadOnlySpan<char> userInfo) =>
        userInfo.Contains(':') ? userInfo is not [':'] : userInfo is not ("git" or "hg" or "svn" or "root");

    private static bool IsOfAuthority(char letter) =>
        letter > ' ' && letter is not ('/' or '?' or '#' or '"' or '\'' or '<' or '>' or '`' or '\\' or '\u00A0') && !char.IsWhiteSpace(letter);
}
