namespace PromptCaching.Guardrails.Validation;

/// <summary>A rule of the application's own.</summary>
/// <remarks>
/// It is asked for each answer, on several threads at once, and again for each hit of the response cache: one text should always get one verdict.
/// What it throws reaches the caller.
/// </remarks>
public interface IValidationRule
{
    /// <summary>Judges a text.</summary>
    /// <param name="text">The text of the answer, as the model wrote it.</param>
    /// <returns>What is wrong; nothing when nothing is.</returns>
    IEnumerable<ValidationIssue> Check(string text);
}
