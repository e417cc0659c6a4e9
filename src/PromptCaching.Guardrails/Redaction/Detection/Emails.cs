namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>E-mail addresses: around each at sign, as far as RFC 5321 lets them reach (64 characters before it, 255 behind it).</summary>
internal static class Emails
{
    private const int LongestLocal = 64;
    private const int LongestDomain = 255;

    /// <summary>Endings of files that stand for scaled pictures (<c>logo@2x.png</c>), and no top-level domains.</summary>
    private static readonly string[] _fileEndings = ["png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "json"];

    public static void Find(ref TextScan scan)
    {
        for (var at = scan.Next(0, '@'); at < scan.Text.Length; at = scan.Next(at + 1, '@'))
        {
            var start = scan.Left(at, LongestLocal, IsOfLocal);
            while (start < at && scan.Text[start] is '.' or '-' or '+' or '\'')
            {
                start++;
            }

            var end = DomainEnd(ref scan, at + 1);
            if (start < at && end > 0 && scan.Text[at - 1] != '.' && !IsRemote(scan.Text, start, at, end) && !IsInUrl(ref scan, at))
            {
                scan.Add(start, end - start, PiiKind.Email);
            }
        }
    }

    /// <summary>Finds the end of a domain of two labels at least, the last of letters; 0 where there is none.</summary>
    private static int DomainEnd(ref TextScan scan, int start)
    {
        var end = scan.Right(start, LongestDomain, static letter => Letters.IsLetterOrDigit(letter) || letter is '.' or '-');
        while (end > start && scan.Text[end - 1] is '.' or '-')
        {
            end--;
        }

        var domain = scan.Text[start..end];
        var dot = domain.LastIndexOf('.');
        var last = domain[(dot + 1)..];
        return dot > 0 && domain[0] is not ('.' or '-') && !domain.Contains("..", StringComparison.Ordinal) && IsTopLevel(last) ? end : 0;
    }

    private static bool IsTopLevel(ReadOnlySpan<char> label)
    {
        if (label.Length < 2 || label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return label.Length > 4;
        }

        foreach (var letter in label)
        {
            if (!char.IsLetter(letter))
            {
                return false;
            }
        }

        foreach (var ending in _fileEndings)
        {
            if (label.Equals(ending, StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A repository's address, <c>git@host:path</c>, names nobody.</summary>
    private static bool IsRemote(ReadOnlySpan<char> text, int start, int at, int end) =>
        text[start..at] is "git" && end + 1 < text.Length && text[end] is ':' or '/' && char.IsLetterOrDigit(text[end + 1]);

    /// <summary>Before the at sign of a URL stand credentials; they have a search of their own.</summary>
    private static bool IsInUrl(ref TextScan scan, int at)
    {
        var start = scan.Left(
            at, LongestDomain, static letter => letter > ' ' && letter is not ('/' or '"' or '\'' or '<' or '>') && !char.IsWhiteSpace(letter));
        return scan.IsAt(start - 1, '/') && scan.IsAt(start - 2, '/') && scan.IsAt(start - 3, ':');
    }

    private static bool IsOfLocal(char letter) => Letters.IsLetterOrDigit(letter) || letter is '.' or '_' or '%' or '+' or '-' or '\'';
}
