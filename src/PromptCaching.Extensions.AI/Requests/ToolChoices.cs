using Microsoft.Extensions.AI;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Whether the model may, must or must not use a tool, and how many at a time.</summary>
internal static class ToolChoices
{
    public static ToolChoice? Of(ChatOptions? options, bool hasTools)
    {
        var choice = options?.ToolMode switch
        {
            null => null,
            AutoChatToolMode => ToolChoice.Auto,
            NoneChatToolMode => ToolChoice.None,
            RequiredChatToolMode { RequiredFunctionName: { } name } => ToolChoice.ForTool(name),
            RequiredChatToolMode => ToolChoice.Any,
            var other => throw new NotSupportedException($"Claude has no tool choice for a {other.GetType().Name}."),
        };

        // Without tools there is nothing to choose: the API would refuse the field, and the caller loses nothing.
        return !hasTools && choice?.Type is (null or "auto" or "none") ? null
            : options?.AllowMultipleToolCalls == false && choice?.Type != "none" ? (choice ?? ToolChoice.Auto) with { DisableParallelToolUse = true }
            : choice;
    }
}
