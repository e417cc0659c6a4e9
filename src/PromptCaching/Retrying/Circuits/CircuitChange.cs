namespace PromptCaching.Retrying.Circuits;

/// <summary>What an attempt's end did to its circuit.</summary>
internal enum CircuitChange
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Calls are refused from now on.</summary>
    Opened,

    /// <summary>Calls go through again.</summary>
    Closed,
}
