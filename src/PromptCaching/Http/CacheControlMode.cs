namespace PromptCaching;

/// <summary>Whether a call gets breakpoints from us.</summary>
public enum CacheControlMode
{
    /// <summary>Breakpoints are added beside the caller's own, as the options say.</summary>
    Auto,

    /// <summary>The request goes out with the caller's breakpoints and no others; nothing is learned from it.</summary>
    AsSent,

    /// <summary>The request goes out as it is, and nothing is learned from it.</summary>
    Off,
}
