namespace PromptCaching;

/// <summary>Who answered a call.</summary>
public enum CallSource
{
    /// <summary>Nobody: the call failed before an answer came.</summary>
    None,

    /// <summary>The API, which billed it.</summary>
    Api,

    /// <summary>The response cache, at no cost.</summary>
    ResponseCache,

    /// <summary>Another call that asked the same at the same time; the API billed that one.</summary>
    Joined,
}
