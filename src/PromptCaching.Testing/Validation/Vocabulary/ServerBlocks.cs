using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>What server tools leave in a conversation. The model's side wrote it; it comes back as it was.</summary>
internal static class ServerBlocks
{
    private static readonly Choice Names = new(
        "web_search", "web_fetch", "code_execution", "bash_code_execution", "text_editor_code_execution", "tool_search_tool_regex",
        "tool_search_tool_bm25", "advisor");

    public static readonly Variant[] All =
    [
        new("server_tool_use", new Fields(
            Type("server_tool_use"),
            Required("id", new Identifier()),
            Required("name", Names),
            Required("input", Map),
            Optional("caller", Caller),
            Markable)),
        Result("web_search_tool_result", new SearchResults(), Optional("caller", Caller)),
        Result("web_fetch_tool_result", Any, Optional("caller", Caller)),
        Result("code_execution_tool_result", Map),
        Result("bash_code_execution_tool_result", Map),
        Result("text_editor_code_execution_tool_result", Map),
        Result("tool_search_tool_result", Map),
        new("mcp_tool_use", new Fields(
            Type("mcp_tool_use"),
            Required("id", new Identifier()),
            Required("name", AnyText),
            Required("server_name", AnyText),
            Required("input", Map),
            Markable), Betas.McpClient),
        new("mcp_tool_result", new Fields(
            Type("mcp_tool_result"),
            Required("tool_use_id", new Identifier()),
            Optional("content", new Either(AnyText, new Items(new Union(Texts.Block)))),
            Optional("is_error", YesOrNo),
            Markable), Betas.McpClient),
        new("advisor_tool_result", new Fields(
            Type("advisor_tool_result"), Required("tool_use_id", new Identifier()), Required("content", Map), Markable), Betas.Advisor),
        new("compaction", new Fields(
            Type("compaction"), Optional("content", AnyText), Optional("encrypted_content", AnyText), Markable), Betas.Compaction),
        new("fallback", new Fields(
            Type("fallback"), Optional("from", Map), Optional("to", Map), Optional("trigger", Any)), Betas.Fallbacks),
    ];

    private static Variant Result(string tag, Shape content, params Field[] more) => new(tag, new Fields(
    [
        Type(tag),
        Required("tool_use_id", new Identifier()),
        Required("content", content),
        .. more,
        Markable,
    ]));
}
