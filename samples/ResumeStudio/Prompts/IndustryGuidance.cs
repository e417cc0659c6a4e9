namespace ResumeStudio.Prompts;

/// <summary>What readers in an industry look for first.</summary>
internal static class IndustryGuidance
{
    private const string General = "Write for a reader who knows the position, but not the companies of the résumé.";

    private static readonly Dictionary<string, string> _guidance = new(StringComparer.OrdinalIgnoreCase)
    {
        ["general"] = General,
        ["technology"] = "Name languages, platforms and scale next to what was built with them; link code only where the résumé does.",
        ["finance"] = "Put accuracy, controls, regulation and audited results first; keep the tone sober.",
        ["healthcare"] = "Put patients' safety, certificates, licences and compliance first; write out abbreviations once.",
        ["education"] = "Put learners and their progress first, then curricula, methods and work with parents and colleagues.",
        ["marketing"] = "Put campaigns and their measured effect first; name channels, budgets and tools as far as they are there.",
        ["manufacturing"] = "Put safety, quality, throughput and standards first; name machines and processes.",
        ["public-sector"] = "Use the wording of the announcement, cover each criterion, and keep to facts that can be verified.",
    };

    public static IReadOnlyCollection<string> Industries => _guidance.Keys;

    public static string Of(string industry) => _guidance.GetValueOrDefault(industry, General);
}
