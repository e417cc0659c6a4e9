namespace PromptCaching;

/// <summary>What the prompt cache did for one call.</summary>
public enum CacheOutcome
{
    /// <summary>There is no answer, or none yet, or it does not say what was read and written.</summary>
    None,

    /// <summary>What could be read was read.</summary>
    Hit,

    /// <summary>Something was read, but less than an earlier request had left to read.</summary>
    Partial,

    /// <summary>Nothing was there to be read; what will be used again was written.</summary>
    ColdStart,

    /// <summary>Nothing was read although an earlier request had left something.</summary>
    Miss,

    /// <summary>Nothing was read or written: the prompt is too short, or is not expected to be used again.</summary>
    NothingToCache,

    /// <summary>The request went out as the caller made it, without breakpoints of ours.</summary>
    NotTreated,

    /// <summary>The response cache answered; the prompt cache was not asked.</summary>
    AnsweredFromResponseCache,
}
