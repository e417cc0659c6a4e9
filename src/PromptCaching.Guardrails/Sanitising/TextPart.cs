namespace PromptCaching.Guardrails.Sanitising;

/// <summary>A part of a text.</summary>
/// <param name="Text">The part as it stands, its marks included.</param>
/// <param name="IsCode">Whether a renderer of Markdown shows it and does not read it.</param>
internal readonly record struct TextPart(string Text, bool IsCode);
