using System.Text.RegularExpressions;

namespace ResumeStudio.Analysis;

/// <summary>The words of a text, in lower case: letters and digits, with the signs that names of tools hold (C#, .NET, CI/CD, Node.js).</summary>
internal static partial class Words
{
    public static IEnumerable<string> Of(string text) => Written(text).Select(static word => word.ToLowerInvariant());

    /// <summary>The words as they are written.</summary>
    public static IEnumerable<string> Written(string text) => Pattern().Matches(text).Select(static match => match.Value);

    // Not NonBacktracking: with an optional first sign that engine of .NET 10 loses the words behind "one. ". No two parts can take the same sign here,
    // so that it is linear all the same.
    [GeneratedRegex(@"\.?[\p{L}\p{N}]+(?:[./+&'’-][\p{L}\p{N}]+)*(?:\+\+|\#)?")]
    private static partial Regex Pattern();
}
