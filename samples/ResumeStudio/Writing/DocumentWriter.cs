using PromptCaching;
using ResumeStudio.Analysis;
using ResumeStudio.Prompts;

namespace ResumeStudio.Writing;

/// <summary>Writes a text beside the résumé; equal questions are answered by the client's response cache.</summary>
internal sealed class DocumentWriter(IClaudeClient claude, StudioQuestions questions, JobMatcher matcher)
{
    public async Task<DocumentText> WriteAsync(StudioDocument document, StudioTexts texts, CancellationToken cancellationToken)
    {
        var question = questions.Ask(document.Name, texts, await matcher.MatchAsync(texts, cancellationToken));
        var answer = await claude.CreateMessageAsync(question.Request, question.Call, cancellationToken);
        return new DocumentText(document.Name, answer.Text, UsageStats.Of(answer.GetCallReport(), answer.Model ?? ""));
    }
}
