namespace PromptCaching.Retrying;

/// <summary>How an attempt ended that brought no answer, or not the beginning of one.</summary>
internal enum AttemptEnd
{
    /// <summary>There is an answer; its status says the rest.</summary>
    Answered,

    /// <summary>No connection was made: nothing was sent.</summary>
    NotConnected,

    /// <summary>The connection broke after the request may have arrived.</summary>
    Lost,

    /// <summary>The answer did not begin in time.</summary>
    TimedOut,

    /// <summary>A stream ended, or broke, before its first content.</summary>
    Cut,
}
