using Microsoft.Extensions.AI;
using PromptCaching.Messages;
using PromptCaching.Messages.Answers;

namespace PromptCaching.Extensions.AI.Answers;

/// <summary>A refusal is no block: it becomes an error among the contents, and is not sent back.</summary>
internal static class Refusals
{
    private const string Code = "refusal";

    public static IEnumerable<AIContent> In(StopReason? reason, StopDetails? details) => reason == StopReason.Refusal
        ? [new ErrorContent(Say(details)) { ErrorCode = Code, Details = details?.Category, RawRepresentation = details }]
        : [];

    public static bool Is(ErrorContent error) => error.ErrorCode == Code;

    private static string Say(StopDetails? details) => details?.Explanation ?? "The model refused to answer.";
}
