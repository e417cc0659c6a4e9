namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>Private keys in PEM, whole; one that is cut off as far as it goes.</summary>
internal static class PrivateKeys
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";
    private const string Dashes = "-----";
    private const int LongestTitle = 64;

    public static void Find(ref TextScan scan)
    {
        var at = 0;
        while (at < scan.Text.Length)
        {
            var distance = scan.Text[at..].IndexOf(Begin, StringComparison.Ordinal);
            scan.Steps += distance < 0 ? scan.Text.Length - at : distance + 1;
            if (distance < 0)
            {
                return;
            }

            var start = at + distance;
            var body = TitleEnd(ref scan, start + Begin.Length);
            if (body == 0)
            {
                at = start + Begin.Length;
                continue;
            }

            // Header lines have colons and commas; a backslash and an n are a line's end in text that was JSON once.
            var end = scan.Right(body, int.MaxValue - body, IsOfBody);
            end = scan.Text[end..].StartsWith(End, StringComparison.Ordinal) && TitleEnd(ref scan, end + End.Length) is > 0 and var whole ? whole : end;
            scan.Add(start, end - start, PiiKind.Secret);
            at = end;
        }
    }

    private static int TitleEnd(ref TextScan scan, int start)
    {
        var end = scan.Right(start, LongestTitle, static letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter == ' ');
        return scan.Text[start..end].Contains("PRIVATE KEY", StringComparison.Ordinal) && scan.Text[end..].StartsWith(Dashes, StringComparison.Ordinal)
            ? end + Dashes.Length
            : 0;
    }

    private static bool IsOfBody(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=' or '\n' or '\r' or ' ' or '\t' or '\\' or ':' or ',';
}
