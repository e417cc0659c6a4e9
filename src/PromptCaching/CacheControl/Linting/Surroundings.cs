using System.Text.RegularExpressions;

namespace PromptCaching.CacheControl.Linting;

/// <summary>What the words around a match say about it.</summary>
internal static partial class Surroundings
{
    private const RegexOptions AnyCase = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase;
    private const int Near = 60;
    private const int JustAfter = 24;

    /// <summary>What ends a word that may be an address.</summary>
    private const string Boundaries = " \t\r\n\"'<>()[]{}|`";

    /// <summary>The nearest telling word in front of a match decides; what stands on another line tells nothing.</summary>
    public static Tense Of(string text, int offset, int length)
    {
        var start = Math.Max(0, offset - Near);
        var before = text[start..offset];
        before = before[(before.LastIndexOf('\n') + 1)..];
        var after = text.AsSpan(offset + length, Math.Min(JustAfter, text.Length - offset - length));
        var (now, other) = (Last(Present(), before), Last(Elsewhen(), before));
        return now > other || PresentAfter().IsMatch(after) ? Tense.Present
            : other >= 0 ? Tense.Elsewhen
            : Tense.Unsaid;
    }

    /// <summary>Documentation is full of links, and a link is the same link tomorrow.</summary>
    public static bool IsInAddress(string text, int offset)
    {
        var start = offset;
        while (start > 0 && !Boundaries.Contains(text[start - 1], StringComparison.Ordinal))
        {
            start--;
        }

        return text.AsSpan(start, offset - start).IndexOf("://", StringComparison.Ordinal) >= 0;
    }

    /// <summary>A digest names a content, and changes only with it.</summary>
    public static bool IsDigest(string text, int offset) => DigestBefore().IsMatch(text[Math.Max(0, offset - JustAfter)..offset]);

    private static int Last(Regex words, string text)
    {
        var last = -1;
        foreach (var match in words.EnumerateMatches(text))
        {
            last = match.Index + match.Length;
        }

        return last;
    }

    [GeneratedRegex(
        @"(?<![a-z])(now|today('s|’s)?|currently|current|present|as of|it is|it's|timestamp|generated|rendered|(date|time) is"
        + @"|(local|utc|server|system|date ?and) ?time|(?<![a-z][ _-])(date|time|datetime) ?[:=])(?![a-z])",
        AnyCase)]
    private static partial Regex Present();

    [GeneratedRegex(
        @"(?<![a-z])(e\.?g\.?|examples?|sample|formats?|formatted|such as|for instance|like|suppose|cut-?off|since|before|after|until|between"
        + "|versions?|released?|published|effective|introduced|deprecated|expires?|deadline|birth|born|training|duration"
        + "|depart(s|ure)?|arriv(es|al)|scheduled|opens?|closes?|(created|updated|modified|started|finished)_?at)(?![a-z])",
        AnyCase)]
    private static partial Regex Elsewhen();

    [GeneratedRegex(@"^[ (,""*_]{0,3}(is )?(today|now|the current|the present)\b", AnyCase)]
    private static partial Regex PresentAfter();

    [GeneratedRegex(
        @"(?<![a-z])(sha-?(1|256|384|512)?|md5|commit|revision|digest|checksum|integrity|hash|etag|key|0x)([ _-]?id)?[^a-z0-9]{0,5}$", AnyCase)]
    private static partial Regex DigestBefore();
}

/// <summary>Which time a text speaks of.</summary>
internal enum Tense
{
    Unsaid,
    Present,
    Elsewhen,
}
