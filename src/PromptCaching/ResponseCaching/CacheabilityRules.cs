using System.Text.Json;
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
        answer is { IsComplete: true, Error: null } && answer.StopReason switch
        {
            "end_turn" or "stop_sequence" => true,
            "tool_use" => options.StoreToolUse,
            _ => false,
        };

    /// <summary>Whether the bytes can be told again in both forms; what nobody could read must not be repeated for an hour.</summary>
    public static bool IsReadable(ReadOnlySpan<byte> body, bool isStream)
    {
        try
        {
            return !isStream || MessageAssembly.Assemble(body) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsLiveTool(BlockOutline block) =>
        block.Level == PromptLevel.Tools
        && Array.Exists(LiveTools, tool => block.Type?.StartsWith(tool, StringComparison.Ordinal) == true);
}
