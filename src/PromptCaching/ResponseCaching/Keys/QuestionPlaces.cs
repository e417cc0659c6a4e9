namespace PromptCaching.ResponseCaching.Keys;

/// <summary>What stands where in a request, and what of it does not belong to the question.</summary>
internal static class QuestionPlaces
{
    /// <summary>Whether a member does not change the answer: markers where the API reads them as such, and how the answer is delivered or filed.</summary>
    public static bool IsIgnored(QuestionPlace place, ReadOnlySpan<byte> name) => place switch
    {
        QuestionPlace.Root => name.SequenceEqual("cache_control"u8) || name.SequenceEqual("stream"u8)
            || name.SequenceEqual("metadata"u8) || name.SequenceEqual("diagnostics"u8),
        QuestionPlace.Tool or QuestionPlace.Block or QuestionPlace.ResultBlock => name.SequenceEqual("cache_control"u8),
        _ => false,
    };

    public static QuestionPlace ItemOf(QuestionPlace place) => place switch
    {
        QuestionPlace.Messages => QuestionPlace.Message,
        QuestionPlace.Tools => QuestionPlace.Tool,
        QuestionPlace.System or QuestionPlace.Content => QuestionPlace.Block,
        QuestionPlace.ResultContent => QuestionPlace.ResultBlock,
        _ => QuestionPlace.Elsewhere,
    };

    public static QuestionPlace MemberOf(QuestionPlace place, ReadOnlySpan<byte> name) => place switch
    {
        QuestionPlace.Root when name.SequenceEqual("messages"u8) => QuestionPlace.Messages,
        QuestionPlace.Root when name.SequenceEqual("tools"u8) => QuestionPlace.Tools,
        QuestionPlace.Root when name.SequenceEqual("system"u8) => QuestionPlace.System,
        QuestionPlace.Root when name.SequenceEqual("metadata"u8) => QuestionPlace.Metadata,
        QuestionPlace.Message when name.SequenceEqual("content"u8) => QuestionPlace.Content,
        QuestionPlace.Block when name.SequenceEqual("text"u8) => QuestionPlace.BlockText,
        QuestionPlace.Tool or QuestionPlace.Block or QuestionPlace.ResultBlock or QuestionPlace.Source when name.SequenceEqual("content"u8) =>
            QuestionPlace.ResultContent,
        QuestionPlace.Block or QuestionPlace.ResultBlock when name.SequenceEqual("source"u8) => QuestionPlace.Source,
        _ => QuestionPlace.Elsewhere,
    };

    /// <summary>Whether a text here is written by people for the model; what tools take and give is data.</summary>
    public static bool IsPrompt(QuestionPlace place) => place is QuestionPlace.System or QuestionPlace.Content or QuestionPlace.BlockText;
}
