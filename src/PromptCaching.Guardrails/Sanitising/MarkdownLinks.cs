using System.Net;
using System.Text.RegularExpressions;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Finds links in Markdown whose address runs a script, and points them nowhere.</summary>
internal static partial class MarkdownLinks
{
    private const string Nowhere = "#";

    public static bool AreHarmless(string text) => Addresses().Matches(text).All(static link => IsHarmless(link.Groups["to"].Value));

    public static string Neutralise(string text) => AreHarmless(text)
        ? text
        : Addresses().Replace(text, static link =>
        {
            var to = link.Groups["to"];
            return IsHarmless(to.Value) ? link.Value : string.Concat(link.Value.AsSpan(0, to.Index - link.Index), Nowhere);
        });

    /// <summary>An address between angle brackets is text to a parser of HTML only when it is told so.</summary>
    public static string Unbracket(string text) => Bracketed().Replace(text, "&lt;$1>");

    private static bool IsHarmless(string address) => AddressRules.SchemeOf(Plain(address)) is not { } scheme || !AddressRules.IsRunning(scheme);

    /// <summary>Character references and backslashes stand for signs in addresses, too.</summary>
    private static string Plain(string address) => WebUtility.HtmlDecode(Escapes().Replace(address, ""))
        .Replace("&colon;", ":", StringComparison.OrdinalIgnoreCase)
        .Replace("&tab;", "", StringComparison.OrdinalIgnoreCase)
        .Replace("&newline;", "", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"(?:\]\(\s*<?|^[ \t>]*\[[^\]\n]{1,200}\]:\s*<?|<(?=\w+:))(?<to>(?:[^\s()<>""']|\([^\s()<>""']*\))+)", RegexOptions.Multiline)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"<((?:https?://|mailto:)[^\s<>""'`]+)>", RegexOptions.IgnoreCase)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\\(?=[!-/:-@\[-`{-~])")]
    private static partial Regex Escapes();
}
