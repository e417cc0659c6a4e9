namespace PromptCaching.Testing.Tests.Recordings;

/// <summary>A theory over recorded exchanges; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedTheoryAttribute : TheoryAttribute
{
    public RecordedTheoryAttribute() => Skip = SharedFolder.Exchanges is null ? "the recorded exchanges are not beside this checkout" : null;
}
