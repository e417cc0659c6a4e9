namespace PromptCaching.CacheControl;

/// <summary>What in a request departs first from the one before it, so that the prompt cache cannot be read beyond.</summary>
public enum PrefixDriftKind
{
    /// <summary>Another model; caches are per model.</summary>
    Model,

    /// <summary>A tool that was not there.</summary>
    ToolAdded,

    /// <summary>A tool is gone.</summary>
    ToolRemoved,

    /// <summary>The same tools in another order.</summary>
    ToolOrder,

    /// <summary>A tool of the same name has other content.</summary>
    ToolChanged,

    /// <summary>The system prompt has other content.</summary>
    SystemChanged,

    /// <summary>A parameter outside of tools, system and messages that is rendered into the prompt.</summary>
    Parameter,

    /// <summary>An earlier turn has other content, or one was put in or taken out.</summary>
    MessageChanged,

    /// <summary>The conversation lost its beginning.</summary>
    HistoryCut,

    /// <summary>The same keys in another order inside a schema or an input.</summary>
    KeyOrder,

    /// <summary>The same number in another spelling inside a schema or an input; nothing documents that this is harmless.</summary>
    NumberSpelling,
}
