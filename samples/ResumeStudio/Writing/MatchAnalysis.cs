using ResumeStudio.Analysis;

namespace ResumeStudio.Writing;

/// <summary>The model's judgement beside what was counted, and what it took.</summary>
internal sealed record MatchAnalysis(MatchReport Report, JobMatch Counted, UsageStats UsageStats)
{
    /// <summary>Changes all texts that the model wrote.</summary>
    public MatchAnalysis Map(Func<string, string> change) => this with
    {
        Report = Report with
        {
            Sections = [.. Report.Sections.Select(section => section with { Comment = change(section.Comment) })],
            Suggestions = [.. Report.Suggestions.Select(change)],
        },
    };
}
