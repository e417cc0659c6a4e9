namespace PromptCaching.CacheControl;

/// <summary>How often volatile text costs the prompt cache what stands behind it.</summary>
public enum VolatileSeverity
{
    /// <summary>About once a day; or it stands in an earlier turn, and costs nothing as long as that is sent as it was.</summary>
    Low,

    /// <summary>Every minute, or with every session.</summary>
    Medium,

    /// <summary>With every request.</summary>
    High,
}
