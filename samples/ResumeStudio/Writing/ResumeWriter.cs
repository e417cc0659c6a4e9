using PromptCaching;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Messages;
using PromptCaching.Prompts;
using ResumeStudio.Analysis;
using ResumeStudio.Caching;
using ResumeStudio.Prompts;

namespace ResumeStudio.Writing;

/// <summary>Writes an optimised résumé, in one turn or, where it is to be customised, behind an analysis in a second; kept for each user.</summary>
internal sealed class ResumeWriter(
    IClaudeClient claude, StudioQuestions questions, JobMatcher matcher, ResultCache results, ResponseValidator validator)
{
    /// <summary>Writes it, or finds it.</summary>
    /// <param name="texts">Résumé and job.</param>
    /// <param name="customization">How to customise it; <see langword="null"/> for one turn.</param>
    /// <param name="onText">Is told the résumé while it is written.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<WrittenResume> WriteAsync(
        StudioTexts texts, Customization? customization, Func<string, CancellationToken, Task> onText, CancellationToken cancellationToken)
    {
        var method = MethodOf(customization);
        var stored = await results.FindAsync(ResultCache.Optimization, texts, method, StudioJson.Default.WrittenResume, cancellationToken);
        if (stored is not null)
        {
            await onText(stored.OptimizedResume, cancellationToken);
            return stored with { UsageStats = stored.UsageStats.ServedAgain() };
        }

        var before = await matcher.MatchAsync(texts, cancellationToken);
        var (question, used) = await QuestionAsync(texts, before, customization, cancellationToken);
        await using var stream = await claude.StreamMessageAsync(question.Request, question.Call, cancellationToken);
        var pieces = new ResumePieces();
        await foreach (var text in stream.ReadTextAsync(cancellationToken))
        {
            if (pieces.Add(text) is { Length: > 0 } piece)
            {
                await onText(piece, cancellationToken);
            }
        }

        var answer = await stream.GetFinalMessageAsync(cancellationToken);

        // What was shown while it was written passed as it was; what is kept and given out does not hold markup that runs.
        var judged = validator.Validate(answer);
        var parts = AnswerParts.Parse(judged.Sanitised.Text);
        var isWhole = answer.StopReason == StopReason.EndTurn && parts.Resume.Length > 0 && parts.Changes.Count > 0;
        var usage = UsageStats.Of(stream.CallReport, answer.Model ?? "");
        var written = new WrittenResume(
            parts.Resume,
            parts.Changes,
            parts.ExpectedImprovement,
            used is null ? usage : used.With(usage),
            [.. Issues(isWhole, judged, parts.Resume, texts)],
            before,
            await matcher.MatchAsync(texts with { Resume = parts.Resume }, cancellationToken));
        if (isWhole)
        {
            await results.StoreAsync(ResultCache.Optimization, texts, method, written, StudioJson.Default.WrittenResume, cancellationToken);
        }

        return written;
    }

    private static IEnumerable<string> Issues(bool isWhole, ValidationResult judged, string written, StudioTexts texts) =>
    [
        .. isWhole ? [] : new[] { "The answer is incomplete. Please try again." },
        .. judged.Issues.Select(static issue => issue.Message),
        .. InventedFacts.In(written, texts),
    ];

    private string MethodOf(Customization? customization) => customization is null
        ? questions.VersionOf(StudioPrompts.Optimization)
        : $"{questions.VersionOf(StudioPrompts.Customization)}-{customization.Level}-{customization.Industry}";

    private async Task<(FilledPrompt Question, UsageStats? Used)> QuestionAsync(
        StudioTexts texts, JobMatch before, Customization? customization, CancellationToken cancellationToken)
    {
        if (customization is null)
        {
            return (questions.Ask(StudioPrompts.Optimization, texts, before), null);
        }

        // Another level or industry for the same texts finds this turn in the response cache.
        var analysis = questions.Ask(StudioPrompts.MatchAnalysis, texts, before);
        var answer = await claude.CreateMessageAsync(analysis.Request, analysis.Call, cancellationToken);
        return (questions.GoOn(analysis, answer, customization), UsageStats.Of(answer.GetCallReport(), answer.Model ?? ""));
    }
}
