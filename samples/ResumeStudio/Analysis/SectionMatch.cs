namespace ResumeStudio.Analysis;

/// <summary>How a section of a résumé stands to a job.</summary>
/// <param name="Section">Its name.</param>
/// <param name="Score">From 0 to 100.</param>
/// <param name="Comment">One sentence.</param>
internal sealed record SectionMatch(string Section, int Score, string Comment);
