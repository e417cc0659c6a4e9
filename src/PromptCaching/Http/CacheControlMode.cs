namespace PromptCaching;

/// <summary>Whether a call gets breakpoints from us. The caller's own stay where they are in every mode.</summary>
public enum CacheControlMode
{
    /// <summary>Breakpoints are added beside the caller's own, as the options say.</summary>
    Auto,

    /// <summary>The request goes out with the caller's breakpoints and no others; nothing is learned from it.</summary>
    AsSent,

    /// <summary>
    /// The same as <see cref="AsSent"/>, under the name that is looked for first by who has no breakpoints and wants none. It never takes
    /// away a breakpoint of the caller's: who sent one wanted it.
    /// </summary>
    Off,
}
