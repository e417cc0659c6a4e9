namespace PromptCaching.Guardrails.Validation;

/// <summary>How bad an issue is.</summary>
public enum ValidationSeverity
{
    /// <summary>Worth knowing.</summary>
    Information,

    /// <summary>Somebody should look at it.</summary>
    Warning,

    /// <summary>The answer should not be used as it is.</summary>
    Error,
}
