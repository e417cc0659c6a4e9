namespace PromptCaching.Tests.Recordings;

/// <summary>A theory over recorded exchanges; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedTheoryAttribute : TheoryAttribute
{
    public RecordedTheoryAttribute() => Skip = RecordedFactAttribute.ReasonToSkip;
}
