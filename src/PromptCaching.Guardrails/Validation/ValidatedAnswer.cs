namespace PromptCaching.Guardrails.Validation;

/// <summary>An answer that was judged on its way to its caller.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Result">What was found out about it.</param>
/// <param name="IsStream">Whether it came as a stream.</param>
public sealed record ValidatedAnswer(ValidationOutcome Outcome, ValidationResult Result, bool IsStream)
{
    /// <summary>Gets the report of the call.</summary>
    /// <value><see langword="null"/> when the call did not pass through a chain of ours.</value>
    public CallReport? CallReport { get; init; }
}
