namespace PromptCaching.Guardrails.Validation;

/// <summary>What became of an answer.</summary>
public enum ValidationOutcome
{
    /// <summary>Nothing is wrong with it.</summary>
    Passed,

    /// <summary>It has issues and passed all the same.</summary>
    Warned,

    /// <summary>Harmful markup was taken out of it.</summary>
    Sanitised,

    /// <summary>It did not reach its caller.</summary>
    Refused,

    /// <summary>It was cut or broke off with an error, which its caller learns: it is not refused. Harmful markup was taken out all the same.</summary>
    Incomplete,
}
