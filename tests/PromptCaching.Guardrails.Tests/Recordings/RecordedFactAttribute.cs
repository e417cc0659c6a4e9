namespace PromptCaching.Guardrails.Tests.Recordings;

/// <summary>A fact about recorded exchanges, which lie beside the repository; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RecordedFactAttribute : FactAttribute
{
    public RecordedFactAttribute() => Skip = RecordedBodies.Folder is null ? "The recorded exchanges are not there." : null;
}
