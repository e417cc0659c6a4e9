namespace BatchRun.Configuration;

/// <summary>What a provider does about breakpoints.</summary>
internal enum CacheControlToggle
{
    /// <summary>The library places them.</summary>
    Auto,

    /// <summary>One of ours at the end of the system prompt, and no others.</summary>
    System,

    /// <summary>None at all: every token is paid in full.</summary>
    Off,
}
