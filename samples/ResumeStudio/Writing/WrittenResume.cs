using ResumeStudio.Analysis;

namespace ResumeStudio.Writing;

/// <summary>An optimised résumé as it is kept and given out.</summary>
/// <param name="OptimizedResume">The résumé, in Markdown.</param>
/// <param name="ChangesMade">What was changed.</param>
/// <param name="ExpectedImprovement">What that improves.</param>
/// <param name="UsageStats">What it took.</param>
/// <param name="Issues">What the person should look at before sending it.</param>
/// <param name="MatchBefore">How the given résumé stands to the job.</param>
/// <param name="MatchAfter">How the optimised one does.</param>
internal sealed record WrittenResume(
    string OptimizedResume,
    IReadOnlyList<string> ChangesMade,
    string ExpectedImprovement,
    UsageStats UsageStats,
    IReadOnlyList<string> Issues,
    JobMatch MatchBefore,
    JobMatch MatchAfter)
{
    /// <summary>Changes all texts of it.</summary>
    public WrittenResume Map(Func<string, string> change) => this with
    {
        OptimizedResume = change(OptimizedResume),
        ChangesMade = [.. ChangesMade.Select(change)],
        ExpectedImprovement = change(ExpectedImprovement),
        Issues = [.. Issues.Select(change)],
    };
}
