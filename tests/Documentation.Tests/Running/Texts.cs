namespace Documentation.Tests.Running;

/// <summary>Prompts that are long enough to be cached, and the same in every run.</summary>
internal static class Texts
{
    /// <summary>Gets a handbook of some 5,000 tokens.</summary>
    public static string Handbook { get; } = string.Join('\n', Enumerable.Range(1, 250)
        .Select(static number => $"Section {number}: the head of department approves travel of up to {number} days within four weeks."));
}
