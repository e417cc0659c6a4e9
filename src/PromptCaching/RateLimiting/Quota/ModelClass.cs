namespace PromptCaching.RateLimiting.Quota;

/// <summary>The models that share one set of limits, by family and version: <c>opus-5</c>, <c>sonnet-4</c>, <c>haiku-3-5</c>.</summary>
/// <remarks>Opus and Sonnet share theirs among all of 4.x, Fable and Mythos among all of 5.x; any other version stands for itself.</remarks>
internal static class ModelClass
{
    private const string Maker = "claude-";

    /// <summary>A version has two numbers at most, of two digits at most; more are a date.</summary>
    private const int LongestVersion = 2;

    /// <summary>Cached reads count against the input limit of this class alone.</summary>
    public const string CountingReads = "haiku-3-5";

    /// <returns>The class; the id itself where it follows no known pattern.</returns>
    public static string Of(string model)
    {
        // Other platforms put their own names before and behind: us.anthropic.claude-opus-4-5-20251101-v1:0, claude-opus-4-5@20251101.
        var start = model.IndexOf(Maker, StringComparison.Ordinal);
        if (start < 0)
        {
            return model;
        }

        var parts = model[(start + Maker.Length)..].Split('@')[0].Split('-');
        var versions = parts.Where(IsVersion).Take(LongestVersion).ToArray();
        return parts.FirstOrDefault(static part => part.Length > 0 && char.IsAsciiLetterLower(part[0])) is not { } family || versions.Length == 0 ? model
            : versions.Length == 1 || IsShared(family, versions[0]) ? $"{family}-{versions[0]}"
            : $"{family}-{versions[0]}-{versions[1]}";
    }

    private static bool IsVersion(string part) => part.Length is > 0 and <= LongestVersion && part.All(char.IsAsciiDigit);

    private static bool IsShared(string family, string major) => (family, major) is ("opus" or "sonnet", "4") or ("fable" or "mythos", _);
}
