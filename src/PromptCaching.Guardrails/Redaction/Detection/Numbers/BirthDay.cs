namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>The day of birth that many numbers hold.</summary>
internal static class BirthDay
{
    public static bool IsDayAndMonth(ReadOnlySpan<char> day, ReadOnlySpan<char> month) => IsDay(day) && IsMonth(month);

    public static bool IsDay(ReadOnlySpan<char> day) => Checksums.Remainder(day, 100) is >= 1 and <= 31;

    public static bool IsMonth(ReadOnlySpan<char> month) => Checksums.Remainder(month, 100) is >= 1 and <= 12;
}
