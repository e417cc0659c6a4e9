namespace PromptCaching;

/// <summary>What became of one of many requests.</summary>
public enum GenerateManyOutcome
{
    /// <summary>It was answered.</summary>
    Succeeded,

    /// <summary>It failed; nothing is billed for what the API refused.</summary>
    Failed,

    /// <summary>Its batch was canceled before it was reached.</summary>
    Canceled,

    /// <summary>Its batch's day was over before it was reached.</summary>
    Expired,
}
