namespace PromptCaching.Prompts;

/// <summary>The tags under which the ledger sums up templates and their versions.</summary>
internal static class PromptTags
{
    private const string Prefix = "prompt:";

    public static string Of(string name) => Prefix + name;

    /// <returns>The version; <see langword="null"/> when the tag is none of a version of that template.</returns>
    public static string? VersionIn(string tag, string name) =>
        tag.StartsWith($"{Of(name)}@", StringComparison.Ordinal) ? tag[(Prefix.Length + name.Length + 1)..] : null;
}
