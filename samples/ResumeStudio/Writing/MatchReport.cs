using ResumeStudio.Analysis;

namespace ResumeStudio.Writing;

/// <summary>How a résumé stands to a job, as the model judges.</summary>
internal sealed record MatchReport(
    int Score,
    IReadOnlyList<string> MatchingKeywords,
    IReadOnlyList<string> MissingKeywords,
    IReadOnlyList<SectionMatch> Sections,
    IReadOnlyList<string> Suggestions);
