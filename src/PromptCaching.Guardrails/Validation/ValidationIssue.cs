namespace PromptCaching.Guardrails.Validation;

/// <summary>Something that is wrong with an answer.</summary>
/// <param name="Code">What it is, one of <see cref="ValidationCodes"/> or a rule's own: lower-case letters, digits and underscores.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">A sentence for people. The messages of rules given here name markup and phrases, and quote nothing else of the answer.</param>
public sealed record ValidationIssue(string Code, ValidationSeverity Severity, string Message);
