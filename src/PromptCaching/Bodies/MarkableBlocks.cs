namespace PromptCaching.Bodies;

/// <summary>Which blocks the API accepts a marker on. A type that is not listed gets none: a missed marker costs cents, a wrong one a 400.</summary>
internal static class MarkableBlocks
{
    public static bool Accepts(PromptLevel level, in BlockFields block) => level switch
    {
        // A tool that is loaded on demand is not part of the prefix: "cannot have both defer_loading=true and cache_control set".
        PromptLevel.Tools => !block.IsDeferred,
        PromptLevel.System => block.Type == "text" && block.HasText,
        _ => AcceptsContent(block),
    };

    private static bool AcceptsContent(in BlockFields block) => block.Type switch
    {
        // Empty text refuses markers, and text of white space alone is refused altogether.
        "text" => block.HasText,
        "image" or "document" or "search_result" or "container_upload" or "tool_result" => true,

        // Blocks called from the code execution container are not the caller's to mark.
        "tool_use" or "server_tool_use" => !block.IsCalledFromCode,
        "web_search_tool_result" or "web_fetch_tool_result" or "tool_search_tool_result" => !block.IsCalledFromCode,
        "code_execution_tool_result" or "bash_code_execution_tool_result" or "text_editor_code_execution_tool_result" => true,
        "mcp_tool_use" or "mcp_tool_result" or "compaction" => true,
        _ => false,
    };
}
