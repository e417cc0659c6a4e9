namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Where in a request a value stands, as far as that changes what it means for the question.</summary>
internal enum QuestionPlace
{
    Elsewhere,
    Root,
    Messages,
    Message,
    Tools,
    Tool,
    System,
    Content,
    Block,
    Source,
    ResultContent,
    ResultBlock,
    BlockText,
    Metadata,
}
