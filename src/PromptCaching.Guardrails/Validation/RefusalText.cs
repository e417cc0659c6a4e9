namespace PromptCaching.Guardrails.Validation;

/// <summary>Says why an answer is refused.</summary>
internal static class RefusalText
{
    public static string Of(IReadOnlyList<ValidationIssue> issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        return $"The answer was refused: {string.Join(' ', issues.Select(static issue => issue.Message))} It was billed and is not stored; "
            + "change the request, or the rules of AddValidation.";
    }
}
