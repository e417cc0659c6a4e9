using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching;

/// <summary>Which questions are looked up and which answers are kept.</summary>
internal static class CacheabilityRules
{
    private static readonly string[] LiveTools = ["web_search_", "web_fetch_", "code_execution_", "advisor_", "mcp_toolset"];

    /// <summary>Whether the same question would get the same answer from what the request holds alone.</summary>
    public static bool MayAsk(RequestOutline request, ResponseCachingOptions options) =>
        options.StoreLiveTools || !(request.HasServerState || request.Blocks.Any(IsLiveTool));

    /// <summary>Whether an answer is whole and came to an end of its own: an error, a cut, a refusal or a truncation is never kept.</summary>
    public static bool MayStore(AnswerOutline answer, ResponseCachingOptions options) =>
        answer is { IsComplete: true, ErrorType: null } && answer.StopReason switch
        {
            "end_turn" or "stop_sequence" => true,
            "tool_use" => options.StoreToolUse,
            _ => false,
        };

    private static bool IsLiveTool(BlockOutline block) =>
        block.Level == PromptLevel.Tools
        && Array.Exists(LiveTools, tool => block.Type?.StartsWith(tool, StringComparison.Ordinal) == true);
}
