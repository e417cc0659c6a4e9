namespace PromptCaching.Guardrails.Validation;

/// <summary>Reads the stop reason of an answer.</summary>
internal static class AnswerEnds
{
    /// <summary>Whether the model said all that it had to say: not cut at a limit, nor at a tool, a pause or a refusal of its own.</summary>
    public static bool IsWhole(string? stopReason) => stopReason is "end_turn" or "stop_sequence";
}
