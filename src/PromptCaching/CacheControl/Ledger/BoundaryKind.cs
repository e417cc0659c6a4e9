namespace PromptCaching.CacheControl.Ledger;

/// <summary>What a block boundary is in its request; boundaries of one kind are expected to fare alike.</summary>
internal enum BoundaryKind
{
    /// <summary>The end of the tools.</summary>
    Tools,

    /// <summary>The end of a system block that others follow.</summary>
    SystemPart,

    /// <summary>The end of the system prompt.</summary>
    System,

    /// <summary>The end of a block inside the first message: a document that leads the question.</summary>
    Lead,

    /// <summary>A boundary inside the conversation that an earlier request had too.</summary>
    Known,

    /// <summary>The end of the message before the last.</summary>
    BeforeLastMessage,

    /// <summary>The last boundary but one.</summary>
    BeforeTail,

    /// <summary>The end of the request, where a person spoke last.</summary>
    Tail,

    /// <summary>The end of the request, where a tool spoke last.</summary>
    ToolTail,
}
