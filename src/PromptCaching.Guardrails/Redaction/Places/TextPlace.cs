namespace PromptCaching.Guardrails.Redaction.Places;

/// <summary>A string in a body that carries content: where its inside stands.</summary>
internal readonly record struct TextPlace(int Start, int Length, TextRole Role);
