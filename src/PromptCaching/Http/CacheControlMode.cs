namespace PromptCaching;

/// <summary>Whether a call gets breakpoints from us.</summary>
public enum CacheControlMode
{
    /// <summary>Breakpoints are added beside the caller's own.</summary>
    Auto,

    /// <summary>The request goes out with the caller's breakpoints and no others.</summary>
    AsSent,
}
