namespace PromptCaching;

/// <summary>How one call uses the response cache.</summary>
public enum ResponseCacheMode
{
    /// <summary>A stored answer is served; a new one is stored.</summary>
    Default,

    /// <summary>Nothing is looked up and nothing is stored.</summary>
    Bypass,

    /// <summary>The API is asked, and its answer takes the place of the stored one.</summary>
    Refresh,

    /// <summary>A stored answer is served; without one the call is refused (<see cref="RefusalReason.NotCached"/>) and nothing is sent.</summary>
    OnlyIfCached,
}
