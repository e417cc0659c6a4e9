namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>What a value is written into.</summary>
internal enum Escaping
{
    /// <summary>Plain text.</summary>
    None,

    /// <summary>A piece of JSON that is text itself, as tools' input comes in a stream; placeholders stand inside its strings.</summary>
    Json,
}
