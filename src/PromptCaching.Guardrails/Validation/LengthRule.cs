using System.Globalization;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Checks that an answer is neither a remark nor a book.</summary>
internal static class LengthRule
{
    public static IEnumerable<ValidationIssue> Check(string text, int minimum, int maximum)
    {
        if (text.Length < minimum)
        {
            yield return new(ValidationCodes.TooShort, ValidationSeverity.Warning, Told(text, $"at least {minimum}"));
        }

        if (text.Length > maximum)
        {
            yield return new(ValidationCodes.TooLong, ValidationSeverity.Warning, Told(text, $"at most {maximum}"));
        }
    }

    private static string Told(string text, FormattableString limit) =>
        string.Create(CultureInfo.InvariantCulture, $"It has {text.Length} characters, and {limit.ToString(CultureInfo.InvariantCulture)} were expected.");
}
