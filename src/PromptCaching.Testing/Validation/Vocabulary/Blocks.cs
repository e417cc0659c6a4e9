using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>The content blocks of a message.</summary>
internal static class Blocks
{
    private const int LongestToolName = 200;
    private const int LongestTitle = 500;

    public static readonly Variant Document = new("document", new Noted(Sightings.Document, new Fields(
        Type("document"),
        Required("source", Sources.OfDocument),
        Optional("title", new Text(1, LongestTitle)),
        Optional("context", AnyText),
        Optional("citations", Citations.Setting),
        Markable)));

    private static readonly Variant ToolReference = new("tool_reference", new Fields(
        Type("tool_reference"), Required("tool_name", AnyText), Markable));

    private static readonly Shape ToolResultContent = new Either(AnyText, new Items(new Union(
        Texts.Block,
        Sources.Image,
        Texts.SearchResult,
        Document,
        ToolReference,
        new Variant("browser_state", new Fields(
            Type("browser_state"), Optional("tabs", Any), Optional("state_changes", Any), Markable)))));

    private static readonly Variant[] OfAnyone =
    [
        Texts.Block,
        Sources.Image,
        Document,
        Texts.SearchResult,
        new("thinking", new Fields(Type("thinking"), Required("thinking", AnyText), Required("signature", AnyText))),
        new("redacted_thinking", new Fields(Type("redacted_thinking"), Required("data", AnyText))),
        new("tool_use", new ToolMention(isResult: false, new Fields(
            Type("tool_use"),
            Required("id", new Identifier()),
            Required("name", new Text(1, LongestToolName)),
            Required("input", Map),
            Optional("caller", Caller),
            Optional("toolset_name", AnyText),
            Markable))),
        new("tool_result", new ToolMention(isResult: true, new Fields(
            Type("tool_result"),
            Required("tool_use_id", new Identifier()),
            Optional("content", ToolResultContent),
            Optional("is_error", YesOrNo),
            Optional("toolset_name", AnyText),
            Markable))),
        new("container_upload", new Fields(Type("container_upload"), Required("file_id", AnyText), Markable)),
        .. ServerBlocks.All,
    ];

    /// <summary>What a user or an assistant says.</summary>
    public static readonly Shape OfTurn = new Either(ModelText, new Items(new Union(OfAnyone)));

    /// <summary>What a system message inside the conversation says: text, and changes of the tools.</summary>
    public static readonly Shape OfSystemTurn = new Either(
        ModelText, new Items(new Union(Texts.Block, ToolChange("tool_addition"), ToolChange("tool_removal"))));

    private static Variant ToolChange(string tag) => new(
        tag,
        new Fields(
            Type(tag),
            Required("tool", new Union(
                new Variant("tool_reference", new Fields(Type("tool_reference"), Required("name", AnyText))),
                new Variant("mcp_tool_reference", new Fields(
                    Type("mcp_tool_reference"), Required("server_name", AnyText), Required("name", AnyText))),
                new Variant("mcp_toolset_reference", new Fields(Type("mcp_toolset_reference"), Required("server_name", AnyText))),
                new Variant("tool_definition", new Fields(Type("tool_definition"), Required("definition", Tools.Definition)), Betas.InlineTools))),
            Markable),
        Betas.ToolChanges);
}
