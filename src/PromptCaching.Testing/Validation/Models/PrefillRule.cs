using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Models;

/// <summary>From 4.6 on nobody puts words into the model's mouth.</summary>
internal sealed class PrefillRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (request.Rules is not { TakesPrefill: false })
        {
            return null;
        }

        var last = request.Visit.Conversation.LastMessage;
        return last.GetProperty("role"u8).ValueEquals("assistant"u8) && !IsPausedTurn(last.GetProperty("content"u8))
            ? ApiError.Invalid("This model does not support assistant message prefill. The conversation must end with a user message.")
            : null;
    }

    /// <summary>A turn that the server's own tools interrupted (stop reason pause_turn) is sent back as it is, to be continued.</summary>
    private static bool IsPausedTurn(JsonElement content) => content.ValueKind == JsonValueKind.Array
        && content.EnumerateArray().Any(static block => block.GetText("type") is "server_tool_use" or "mcp_tool_use" or "compaction");
}
