namespace ResumeStudio.Prompts;

/// <summary>How much a customised résumé may differ from the one that was given.</summary>
internal static class CustomizationLevel
{
    private static readonly Dictionary<string, string> _guidance = new(StringComparer.Ordinal)
    {
        ["light"] = "Keep order and wording; change only words for which the position uses others, and the summary.",
        ["balanced"] = "Move what matters forward within each section and reword bullets that matter for the position; leave the rest.",
        ["strong"] = "Reorder sections and bullets freely, reword all bullets for the position, and cut old or unrelated ones to one line.",
    };

    public static IReadOnlyCollection<string> Names => _guidance.Keys;

    public static string? GuidanceOf(string level) => _guidance.GetValueOrDefault(level);
}
