namespace PromptCaching.CacheControl.Planning;

/// <summary>Why a marker stands where it stands.</summary>
internal enum MarkerReason
{
    /// <summary>What stands before it is expected to be used again within five minutes.</summary>
    Write,

    /// <summary>What stands before it is expected to be used again after longer pauses.</summary>
    WriteForAnHour,

    /// <summary>An entry ends here that would be out of the reach of the later markers.</summary>
    Read,

    /// <summary>An entry ends here that others read; the marker keeps it alive.</summary>
    Refresh,

    /// <summary>Requests are expected to branch here.</summary>
    Branch,

    /// <summary>The habit of marking tools, system prompt and tail.</summary>
    Habit,
}
