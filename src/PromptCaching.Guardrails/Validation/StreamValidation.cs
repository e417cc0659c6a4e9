namespace PromptCaching.Guardrails.Validation;

/// <summary>What happens to an answer that comes as a stream.</summary>
public enum StreamValidation
{
    /// <summary>It is held back until it is whole and judged; then its events come at once, sanitised or refused like a message.</summary>
    HoldBack,

    /// <summary>It passes while it is written. Text that was sent cannot be taken back: what is wrong is told at the end.</summary>
    PassThrough,
}
