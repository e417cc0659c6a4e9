namespace PromptCaching.Testing;

/// <summary>A part of the prompt that calls may be expected to share.</summary>
public enum PromptPart
{
    /// <summary>The tool definitions, their order included.</summary>
    Tools,

    /// <summary>The system prompt.</summary>
    System,

    /// <summary>The conversation: each call begins with all messages of the one before and only adds to them.</summary>
    Conversation,
}
