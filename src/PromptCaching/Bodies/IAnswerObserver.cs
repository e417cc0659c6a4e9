namespace PromptCaching.Bodies;

/// <summary>Sees an answer's bytes on their way to the caller. Must be quick and must not throw.</summary>
internal interface IAnswerObserver
{
    void OnBytes(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>Called once, when the answer is whole, before the caller sees its last bytes.</summary>
    ValueTask OnCompleteAsync(AnswerOutline answer) => ValueTask.CompletedTask;

    /// <summary>Called once: after the answer was whole, was cut, or was left by its reader.</summary>
    void OnEnd(AnswerOutline answer);
}
