namespace PromptCaching;

/// <summary>Why less was read from the prompt cache than an earlier request had left there.</summary>
public enum CacheMissKind
{
    /// <summary>Nothing that is known here explains it; the entry may have been removed early, or belongs to another workspace.</summary>
    Unexplained,

    /// <summary>Another model; caches are per model.</summary>
    ModelChanged,

    /// <summary>Another key, address or workspace; caches are per workspace.</summary>
    IsolationChanged,

    /// <summary>A tool that was not there.</summary>
    ToolAdded,

    /// <summary>A tool is gone.</summary>
    ToolRemoved,

    /// <summary>A tool of the same name has another definition.</summary>
    ToolChanged,

    /// <summary>The same tools in another order.</summary>
    ToolsReordered,

    /// <summary>The system prompt has other content.</summary>
    SystemChanged,

    /// <summary>An earlier turn has other content, or one was put in or taken out.</summary>
    MessageChanged,

    /// <summary>Something outside of tools, system and messages that changes how the prompt is rendered.</summary>
    ParameterChanged,

    /// <summary>Nothing changed, but the entry had not been used for longer than it lives.</summary>
    Expired,

    /// <summary>What was marked is shorter than the shortest prefix that the model caches.</summary>
    BelowMinimum,

    /// <summary>The entry ends more than 20 places in front of the breakpoint that should have found it.</summary>
    OutOfWindow,

    /// <summary>The entry ends behind the last breakpoint of the request, so nobody looked for it.</summary>
    NotMarked,

    /// <summary>Another call was still writing the entry; it can be read only once that call's answer begins.</summary>
    BeingWritten,
}
