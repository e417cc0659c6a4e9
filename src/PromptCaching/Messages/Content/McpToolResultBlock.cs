using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>What a tool of an MCP server answered.</summary>
/// <param name="ToolUseId">The id of the <see cref="McpToolUseBlock"/> that this answers.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record McpToolResultBlock(string ToolUseId) : CacheableBlock
{
    internal const string TypeName = "mcp_tool_result";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets the answer.</summary>
    /// <value><see langword="null"/> for a tool that returned nothing.</value>
    public MessageContent? Content { get; init; }

    /// <summary>Gets whether the tool failed.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public bool? IsError { get; init; }

    internal static McpToolResultBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("tool_use_id"u8) is { } toolUseId
            ? new McpToolResultBlock(toolUseId)
            {
                Content = fields.TakeContent("content"u8),
                IsError = fields.TakeBoolean("is_error"u8),
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("tool_use_id"u8, ToolUseId);
        fields.Content("content"u8, Content);
        fields.Boolean("is_error"u8, IsError);
    }
}
