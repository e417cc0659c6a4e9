namespace PromptCaching.Bodies;

/// <summary>The three parts of a prompt, in the order in which the API renders and caches them.</summary>
internal enum PromptLevel : byte
{
    Tools,
    System,
    Messages,
}
