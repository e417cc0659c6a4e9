using Microsoft.Extensions.AI;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Answers;

/// <summary>Why an answer ended. What the abstractions have no name for keeps the API's.</summary>
internal static class FinishReasons
{
    public static ChatFinishReason? From(StopReason? reason) => reason?.Value switch
    {
        null or "" => null,
        "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
        "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
        "tool_use" => ChatFinishReason.ToolCalls,
        "refusal" => ChatFinishReason.ContentFilter,
        { } other => new ChatFinishReason(other),
    };
}
