using PromptCaching.Messages;

namespace PromptCaching.Requests;

/// <summary>A request for no tokens only warms the prompt cache, and nothing may shape its answer.</summary>
internal static class PreWarmChecks
{
    public static string? Problem(MessageRequest request, bool isStream) =>
        request.MaxTokens != 0 ? null
        : isStream ? Say("cannot be streamed: call CreateMessageAsync")
        : request.Thinking?.Type == "enabled" ? Say("takes no thinking with a budget: take adaptive thinking, as the real requests do")
        : request.OutputConfig?.Format is not null ? Say("takes no OutputConfig.Format: leave it unset")
        : request.ToolChoice?.Type is "any" or "tool" ? Say("cannot be made to use a tool: leave ToolChoice unset")
        : null;

    private static string Say(string what) => $"A request with MaxTokens 0, which only warms the prompt cache, {what}.";
}
