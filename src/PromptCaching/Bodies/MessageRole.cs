namespace PromptCaching.Bodies;

/// <summary>Who speaks in the message that holds a block.</summary>
internal enum MessageRole : byte
{
    /// <summary>Nobody: a tool, a block of the system prompt.</summary>
    None,

    User,

    Assistant,

    System,

    /// <summary>A role that this version does not know.</summary>
    Other,
}
