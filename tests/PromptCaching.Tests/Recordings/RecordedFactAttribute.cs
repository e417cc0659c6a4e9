namespace PromptCaching.Tests.Recordings;

/// <summary>A fact about recorded exchanges; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute() => Skip = ReasonToSkip;

    internal static string? ReasonToSkip =>
        Directory.Exists(SharedFolder.Exchanges) ? null : "the recorded exchanges are not beside this checkout";
}
