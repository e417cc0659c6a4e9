namespace PromptCaching.Guardrails.Validation.Traffic;

/// <summary>What foreign clients see of a verdict: codes, never the text.</summary>
internal static class ValidationHeaders
{
    public const string Outcome = "x-promptcaching-validation";
    public const string ShouldRetry = "x-should-retry";
    public const string RequestId = "request-id";

    public static string Of(ValidationOutcome outcome) => outcome switch
    {
        ValidationOutcome.Passed => "passed",
        ValidationOutcome.Warned => "warned",
        ValidationOutcome.Sanitised => "sanitised",
        ValidationOutcome.Refused => "refused",
        _ => "incomplete",
    };

    /// <summary>A line that the rules of event streams tell every reader to skip.</summary>
    public static string Comment(JudgedAnswer judged)
    {
        var codes = judged.Result.Issues.Select(static issue => new string([.. issue.Code.Where(IsPlain)]));
        return $": {Outcome} {Of(judged.Outcome)} {string.Join(',', codes.Distinct())}\n";
    }

    /// <summary>Codes of other people's rules end up in a line of their own.</summary>
    private static bool IsPlain(char sign) => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-';
}
