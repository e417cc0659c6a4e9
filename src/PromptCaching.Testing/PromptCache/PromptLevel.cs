namespace PromptCaching.Testing.PromptCache;

/// <summary>The three parts of a prompt, in the order in which they are rendered.</summary>
internal enum PromptLevel
{
    Tools,
    System,
    Messages,
}
