using System.Text.Json;
using PromptCaching;
using ResumeStudio.Analysis;
using ResumeStudio.Caching;
using ResumeStudio.Prompts;

namespace ResumeStudio.Writing;

/// <summary>Lets the model compare a résumé with a job, section by section; kept for each user.</summary>
internal sealed class MatchAnalyst(IClaudeClient claude, StudioQuestions questions, JobMatcher matcher, ResultCache results)
{
    public async Task<MatchAnalysis> AnalyzeAsync(StudioTexts texts, CancellationToken cancellationToken)
    {
        var method = questions.VersionOf(StudioPrompts.MatchAnalysis);
        var stored = await results.FindAsync(ResultCache.Match, texts, method, StudioJson.Default.MatchAnalysis, cancellationToken);
        if (stored is not null)
        {
            return stored with { UsageStats = stored.UsageStats.ServedAgain() };
        }

        var counted = await matcher.MatchAsync(texts, cancellationToken);
        var question = questions.Ask(StudioPrompts.MatchAnalysis, texts, counted);
        var answer = await claude.CreateMessageAsync(question.Request, question.Call, cancellationToken);
        var analysis = new MatchAnalysis(Read(answer.Text), counted, UsageStats.Of(answer.GetCallReport(), answer.Model ?? ""));
        await results.StoreAsync(ResultCache.Match, texts, method, analysis, StudioJson.Default.MatchAnalysis, cancellationToken);
        return analysis;
    }

    // Without an enforced format: one would be part of the prefix that the second turn reads from the prompt cache.
    private static MatchReport Read(string answer)
    {
        var (start, end) = (answer.IndexOf('{', StringComparison.Ordinal), answer.LastIndexOf('}'));
        try
        {
            return (end > start ? JsonSerializer.Deserialize(answer.AsSpan()[start..(end + 1)], StudioJson.Default.MatchReport) : null)
                ?? throw new UnreadableAnswerException("The model wrote no analysis. Please try again.");
        }
        catch (JsonException broken)
        {
            throw new UnreadableAnswerException("The model wrote an analysis that cannot be read. Please try again.", broken);
        }
    }
}
