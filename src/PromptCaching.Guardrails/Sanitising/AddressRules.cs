using System.Buffers;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Judges addresses as browsers read them.</summary>
/// <param name="allowed">The schemes that may stand there.</param>
internal sealed class AddressRules(IEnumerable<string> allowed)
{
    private static readonly string[] _running =
        ["javascript", "vbscript", "livescript", "mocha", "data", "blob", "filesystem", "jar", "about", "view-source", "mhtml", "mk", "res", "file"];

    private static readonly SearchValues<char> _ends = SearchValues.Create("/?#\\");
    private readonly HashSet<string> _allowed = [.. allowed.Where(static scheme => !IsRunning(scheme)).Select(static scheme => scheme.ToLowerInvariant())];

    /// <summary>Whether a scheme runs or holds what it names.</summary>
    public static bool IsRunning(string scheme) => _running.Contains(scheme, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the scheme; <see langword="null"/> when there is none. What is no scheme by its letters comes out too: it is allowed nowhere.</summary>
    /// <remarks>Browsers drop control characters and spaces before an address, and tabs and line breaks within it.</remarks>
    public static string? SchemeOf(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || address.AsSpan(0, colon).IndexOfAny(_ends) >= 0)
        {
            return null;
        }

        var letters = address.AsSpan(0, colon).ToString().Where(static letter => letter is not ('\t' or '\n' or '\r')).ToArray();
        return new string(letters).TrimStart([.. Enumerable.Range(0, ' ' + 1).Select(static code => (char)code)]).ToLowerInvariant();
    }

    public bool IsAllowed(string address) => SchemeOf(address) is not { } scheme || _allowed.Contains(scheme);
}
