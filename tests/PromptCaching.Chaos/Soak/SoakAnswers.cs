using PromptCaching.Testing;

namespace PromptCaching.Chaos.Soak;

/// <summary>Answers that tell which question they are to.</summary>
internal static class SoakAnswers
{
    private const int EventsBeforeTheBreak = 4;
    private const int ShortestText = 200;
    private const int DifferentLengths = 23;
    private const int Step = 250;

    public static string TextOf(string question) =>
        $"To {question}: ".PadRight(ShortestText + (question.Length + question[^1]) % DifferentLengths * Step, '.');

    public static EmulatedAnswer Of(EmulatedRequest request)
    {
        var answer = EmulatedAnswer.Text(TextOf(request.Question));
        return SoakCall.IsBrokenQuestion(request.Question) ? answer.ErrorAfter(EventsBeforeTheBreak) : answer;
    }
}
