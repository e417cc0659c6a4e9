using PromptCaching.Messages;
using PromptCaching.Prompts;
using ResumeStudio.Analysis;
using ResumeStudio.Prompts;

namespace ResumeStudio.Writing;

/// <summary>Fills the templates.</summary>
internal sealed class StudioQuestions(PromptLibrary prompts)
{
    private const int MostTokens = 8192;

    /// <summary>Names a template with its version, so that results of an older one are not served for it.</summary>
    public string VersionOf(string name) => prompts.Get(name).ToString();

    public FilledPrompt Ask(string name, StudioTexts texts, JobMatch match)
    {
        var filled = prompts.Get(name).Fill(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["resume"] = texts.Resume,
            ["job"] = texts.Job,
            ["score"] = match.Score,
            ["similarity"] = (int)Math.Round(100 * match.SemanticSimilarity),
            ["matching"] = Listed(match.MatchingKeywords),
            ["missing"] = Listed(match.MissingKeywords),
            ["suggestions"] = match.Suggestions.Count == 0 ? "none" : string.Join(' ', match.Suggestions),
        });
        return filled with { Request = filled.Request with { MaxTokens = MostTokens } };
    }

    /// <summary>Goes on with an analysis that was answered: its turns stay as they are, so that they are read from the prompt cache.</summary>
    public FilledPrompt GoOn(FilledPrompt analysis, Message answer, Customization customization)
    {
        var turn = prompts.Get(StudioPrompts.Customization).Fill(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["level"] = customization.Level,
            ["level_guidance"] = CustomizationLevel.GuidanceOf(customization.Level),
            ["industry"] = customization.Industry,
            ["industry_guidance"] = IndustryGuidance.Of(customization.Industry),
        });
        return analysis.WithTurns([answer.ToInputMessage(), .. turn.Request.Messages]);
    }

    private static string Listed(IReadOnlyList<string> words) => words.Count == 0 ? "none" : string.Join(", ", words);
}
