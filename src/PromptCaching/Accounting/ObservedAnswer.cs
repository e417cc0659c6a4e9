using PromptCaching.Bodies;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Tells telemetry what passes by of an attempt's answer.</summary>
internal sealed class ObservedAnswer(ObservedAttempt attempt, ResponseTap tap) : IAnswerObserver
{
    public void OnBytes(ReadOnlySpan<byte> bytes) => attempt.Chunk(tap.Answer.Deltas);

    public void OnEnd(AnswerOutline answer) =>
        attempt.End(answer.Error ?? (answer.IsComplete || answer.IsEncoded ? null : CallFailure.Incomplete));
}
