namespace PromptCaching.CacheControl;

/// <summary>Where requests end up, as far as the rules for breakpoints differ there.</summary>
public enum ClaudePlatform
{
    /// <summary>The Claude API, or a cloud that takes the same requests.</summary>
    ClaudeApi,

    /// <summary>
    /// Amazon Bedrock by way of InvokeModel. It refuses the top-level <c>cache_control</c>: a caller's is turned into a breakpoint on the last
    /// block that can carry one.
    /// </summary>
    LegacyBedrock,
}
