namespace ResumeStudio;

/// <summary>What somebody asks about, with placeholders in place of personal data.</summary>
/// <param name="User">Who asks; results are kept apart by it.</param>
/// <param name="Resume">The résumé.</param>
/// <param name="Job">The description of the position.</param>
internal sealed record StudioTexts(string User, string Resume, string Job);
