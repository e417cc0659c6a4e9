using System.Text.Json;
using ResumeStudio.Analysis;
using ResumeStudio.Writing;

namespace ResumeStudio.Emulation;

/// <summary>The analysis that a model might give, counted instead of judged.</summary>
internal static class EmulatedAnalysis
{
    public static JobMatch Of(string resume, string job) =>
        JobMatching.Compare(resume, job, TextVector.Similarity(TextVector.Of(resume), TextVector.Of(job)));

    public static string Answer(StudioQuestion question)
    {
        var match = Of(question.Resume, question.Job);
        return JsonSerializer.Serialize(
            new MatchReport(match.Score, match.MatchingKeywords, match.MissingKeywords, match.Sections, match.Suggestions), StudioJson.Default.MatchReport);
    }
}
