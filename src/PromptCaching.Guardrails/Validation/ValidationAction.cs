namespace PromptCaching.Guardrails.Validation;

/// <summary>What happens to an answer that is not as it should be.</summary>
public enum ValidationAction
{
    /// <summary>It passes as it is; its verdict is told and counted.</summary>
    Observe,

    /// <summary>Harmful markup is taken out, everything else passes.</summary>
    Sanitise,

    /// <summary>It does not reach the caller when an issue is as bad as <see cref="ValidationOptions.RefuseAt"/>; otherwise it passes as it is.</summary>
    Refuse,
}
