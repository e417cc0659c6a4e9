using System.Buffers;

namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>What stands behind a word that announces a secret: <c>Bearer</c>, <c>Basic</c>, and names such as <c>api_key</c>.</summary>
internal static class BearerTokens
{
    private const int Told = 256;
    private const int Shortest = 16;
    private const int ShortestNamed = 8;
    private static readonly string[] _schemes = ["bearer", "basic", "token"];

    /// <summary>What the name of a value ends with that nobody else should know.</summary>
    private static readonly string[] _names =
    [
        "api_key", "apikey", "api-key", "access_key", "secret_key", "secret_access_key", "client_secret", "access_token", "auth_token", "refresh_token",
        "accountkey", "sharedaccesskey", "password", "passwd", "pwd",
    ];

    private static readonly SearchValues<string> _words = SearchValues.Create([.. _schemes, .. _names], StringComparison.OrdinalIgnoreCase);

    public static void Find(ref TextScan scan)
    {
        var at = 0;
        while (at < scan.Text.Length)
        {
            var distance = scan.Text[at..].IndexOfAny(_words);
            scan.Steps += distance < 0 ? scan.Text.Length - at : distance + 1;
            if (distance < 0)
            {
                return;
            }

            var start = at + distance;
            var end = scan.Right(start, scan.Text.Length - start, IsOfName);
            at = end;
            var name = scan.Text[start..end];
            if (IsOneOf(name, _schemes) && (start == 0 || !IsOfName(scan.Text[start - 1])) && scan.IsAt(end, ' '))
            {
                at = TakeBehindScheme(ref scan, end + 1);
            }
            else if (EndsWithOneOf(name, _names))
            {
                at = TakeBehindName(ref scan, end);
            }
        }
    }

    private static int TakeBehindScheme(ref TextScan scan, int start)
    {
        var end = scan.Right(start, Told, IsOfToken);
        var token = scan.Text[start..end];
        if (token.Length < Shortest || token.IndexOfAnyInRange('0', '9') < 0)
        {
            return start;
        }

        return Take(ref scan, start, scan.Right(end, scan.Text.Length - end, IsOfToken));
    }

    private static int TakeBehindName(ref TextScan scan, int start)
    {
        var first = scan.Right(start, 4, static letter => letter is ' ' or '"' or '\'');
        if (!scan.IsAt(first, '=') && !scan.IsAt(first, ':'))
        {
            return start;
        }

        first = scan.Right(first + 1, 4, static letter => letter is ' ' or '"' or '\'');
        var end = scan.Right(first, Told, IsOfValue);
        var value = scan.Text[first..end];
        var isMixed = value.IndexOfAnyInRange('0', '9') >= 0 && value.IndexOfAnyExceptInRange('0', '9') >= 0;
        return value.Length < ShortestNamed || !isMixed || value.IndexOfAny("(${[") >= 0
            ? first
            : Take(ref scan, first, scan.Right(end, scan.Text.Length - end, IsOfValue));
    }

    /// <summary>The end of a sentence, or of what stands in brackets, is no part of a secret.</summary>
    private static int Take(ref TextScan scan, int start, int end)
    {
        while (end > start && scan.Text[end - 1] is '.' or ')')
        {
            end--;
        }

        scan.Add(start, end - start, PiiKind.Secret);
        return end;
    }

    private static bool IsOneOf(ReadOnlySpan<char> name, string[] words)
    {
        foreach (var word in words)
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsWithOneOf(ReadOnlySpan<char> name, string[] words)
    {
        foreach (var word in words)
        {
            if (name.EndsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';

    private static bool IsOfToken(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~' or '+' or '/' or '=';

    private static bool IsOfValue(char letter) =>
        !char.IsWhiteSpace(letter) && letter is not ('"' or '\'' or ';' or ',' or '&' or '<' or '>' or '`');
}
