namespace PromptCaching;

/// <summary>Why a call was refused before anything was sent.</summary>
public enum RefusalReason
{
    /// <summary>The request, or what is configured, cannot work: nothing would change by trying again.</summary>
    Validation,

    /// <summary>Too many calls are waiting already; <see cref="ClaudeException.RetryAfter"/> says when to come back.</summary>
    Quota,

    /// <summary>A budget is spent.</summary>
    Budget,

    /// <summary>Only a stored answer was wanted, and there is none.</summary>
    NotCached,

    /// <summary>The API fails at present; <see cref="ClaudeException.RetryAfter"/> says when one call will be let through to see whether it is back.</summary>
    Unavailable,
}
