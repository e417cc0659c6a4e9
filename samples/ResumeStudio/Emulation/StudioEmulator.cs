using PromptCaching.Testing;
using ResumeStudio.Configuration;

namespace ResumeStudio.Emulation;

/// <summary>The emulator of the API with answers that suit the questions of the studio.</summary>
internal static class StudioEmulator
{
    public static ClaudeEmulator Create(StudioSettings settings, TimeProvider time) => new(
        new ClaudeEmulatorOptions
        {
            Answer = static request => StudioQuestion.Read(request.Body) is { } question ? EmulatedAnswer.Text(AnswerTo(question)) : null,
            RateLimits = EmulatedRateLimits.Build,
            TimeToFirstByte = settings.EmulatedDelay,
            DelayBetweenEvents = settings.EmulatedEventDelay,
        },
        time);

    private static string AnswerTo(StudioQuestion question) => question.Prompt switch
    {
        Prompts.StudioPrompts.MatchAnalysis when question.IsSecondTurn => EmulatedResume.Answer(question),
        Prompts.StudioPrompts.MatchAnalysis => EmulatedAnalysis.Answer(question),
        Prompts.StudioPrompts.Optimization => EmulatedResume.Answer(question),
        _ => EmulatedDocuments.Answer(question),
    };
}
