namespace PromptCaching;

/// <summary>On which side of a comparison a call was: with our breakpoints or without.</summary>
public enum CacheControlArm
{
    /// <summary>On neither: breakpoints were switched off, or the call was not to get any.</summary>
    None,

    /// <summary>Breakpoints were added where the plan wanted any.</summary>
    Treated,

    /// <summary>Its conversation is not in the treated share: planned, but sent as it was.</summary>
    Control,

    /// <summary>All calls are planned and none is changed.</summary>
    Shadow,
}
