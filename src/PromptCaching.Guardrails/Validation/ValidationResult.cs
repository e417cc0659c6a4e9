using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Validation;

/// <summary>What was found out about an answer.</summary>
/// <param name="Issues">What is wrong, in the order of the rules; empty when nothing is.</param>
/// <param name="Quality">How much there is of what makes an answer useful.</param>
/// <param name="Sanitised">The text without harmful markup.</param>
public sealed record ValidationResult(IReadOnlyList<ValidationIssue> Issues, AnswerQuality Quality, SanitisedText Sanitised)
{
    /// <summary>Gets how bad the worst issue is.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public ValidationSeverity? Severity => Issues.Count == 0 ? null : Issues.Max(static issue => issue.Severity);

    /// <summary>Gets a value indicating whether no issue is an error.</summary>
    public bool IsValid => Severity is not ValidationSeverity.Error;
}
