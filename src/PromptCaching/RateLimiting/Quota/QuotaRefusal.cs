namespace PromptCaching.RateLimiting.Quota;

/// <summary>Why a call is not let into the queue.</summary>
internal enum QuotaRefusal
{
    /// <summary>As many wait as may.</summary>
    QueueIsFull,

    /// <summary>It would wait for longer than it is to.</summary>
    WaitIsTooLong,
}
