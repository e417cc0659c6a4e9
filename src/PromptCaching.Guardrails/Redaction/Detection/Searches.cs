using PromptCaching.Guardrails.Redaction.Detection.Numbers;

namespace PromptCaching.Guardrails.Redaction.Detection;

/// <summary>All searches of this library, those first whose finds are kept whole where they overlap others.</summary>
internal static class Searches
{
    private static readonly Search[] _all =
        [PrivateKeys.Find, UrlCredentials.Find, Secrets.Find, BearerTokens.Find, Emails.Find, IpV6Addresses.Find, NumberedValues.Find];

    /// <summary>Finds everything in a text.</summary>
    /// <returns>How many characters were looked at, those counted again that were looked at again.</returns>
    public static long Find(ReadOnlySpan<char> text, List<PiiMatch> found)
    {
        var scan = new TextScan(text, found);
        foreach (var search in _all)
        {
            search(ref scan);
        }

        return scan.Steps;
    }
}
