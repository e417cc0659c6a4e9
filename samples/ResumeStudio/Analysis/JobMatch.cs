namespace ResumeStudio.Analysis;

/// <summary>How a résumé stands to a job, as it was counted here, without a model.</summary>
/// <param name="Score">From 0 to 100.</param>
/// <param name="SemanticSimilarity">From 0 to 1: how alike both texts are by their vectors.</param>
/// <param name="MatchingKeywords">Keywords of the job that the résumé has.</param>
/// <param name="MissingKeywords">Those that it has not.</param>
/// <param name="Sections">Each section of the résumé.</param>
/// <param name="Suggestions">What to do about it.</param>
internal sealed record JobMatch(
    int Score,
    double SemanticSimilarity,
    IReadOnlyList<string> MatchingKeywords,
    IReadOnlyList<string> MissingKeywords,
    IReadOnlyList<SectionMatch> Sections,
    IReadOnlyList<string> Suggestions);
