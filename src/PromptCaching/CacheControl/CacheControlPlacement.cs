namespace PromptCaching.CacheControl;

/// <summary>How the places of breakpoints are chosen.</summary>
public enum CacheControlPlacement
{
    /// <summary>By expected value, from what earlier requests teach.</summary>
    Learned,

    /// <summary>By a fixed habit: after the tools, after the system prompt and at the end of the conversation, whatever comes of it.</summary>
    Habit,

    /// <summary>Not at all: requests go out with the caller's breakpoints and no others; nothing is learned from them.</summary>
    AsSent,
}
