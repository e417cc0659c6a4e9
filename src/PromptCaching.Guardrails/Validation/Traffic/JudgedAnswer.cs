namespace PromptCaching.Guardrails.Validation.Traffic;

/// <summary>An answer, what was found out about it, and what its caller gets.</summary>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Result">What was found out.</param>
/// <param name="Body">The bytes for the caller: those that came unless something was taken out.</param>
internal sealed record JudgedAnswer(ValidationOutcome Outcome, ValidationResult Result, ReadOnlyMemory<byte> Body);
