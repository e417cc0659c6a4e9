namespace PromptCaching.Guardrails.Sanitising;

/// <summary>A text without what was harmful in it.</summary>
/// <param name="Text">The text; the very instance that was given when nothing was harmful.</param>
/// <param name="Harmful">What was harmful, each thing once; empty when nothing was.</param>
public sealed record SanitisedText(string Text, IReadOnlyList<HarmfulMarkup> Harmful)
{
    /// <summary>Gets a value indicating whether nothing was harmful, and so nothing was changed.</summary>
    public bool IsHarmless => Harmful.Count == 0;
}
