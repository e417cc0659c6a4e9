using ResumeStudio.Prompts;
using ResumeStudio.Writing;

namespace ResumeStudio.Endpoints;

/// <summary>What is posted: two texts, and how to customise the résumé, where that is wished for.</summary>
internal sealed record StudioRequest(string? ResumeRawText, string? JobDescriptionText, string? Level, string? Industry)
{
    private const int LongestText = 50_000;

    public Customization? Customization => string.IsNullOrEmpty(Level) ? null : new Customization(Level, string.IsNullOrEmpty(Industry) ? "general" : Industry);

    /// <summary>Gets what is wrong with it, in a sentence for who wrote it.</summary>
    public string? Problem =>
        ProblemOf(ResumeRawText, "resume_raw_text", "your résumé") ?? ProblemOf(JobDescriptionText, "job_description_text", "the job description")
        ?? (Customization is not { } wish ? null
            : CustomizationLevel.GuidanceOf(wish.Level) is null ? $"level is one of {string.Join(", ", CustomizationLevel.Names)}."
            : !IndustryGuidance.Industries.Contains(wish.Industry) ? $"industry is one of {string.Join(", ", IndustryGuidance.Industries)}."
            : null);

    private static string? ProblemOf(string? text, string name, string what) =>
        string.IsNullOrWhiteSpace(text) ? $"{name} is empty: paste {what} as plain text or Markdown."
        : text.Length > LongestText ? $"{name} has {text.Length:N0} characters; {LongestText:N0} are the most."
        : text.Contains('\0') ? $"{name} is no text. Paste plain text or Markdown; PDF and Word files are not read."
        : null;
}
