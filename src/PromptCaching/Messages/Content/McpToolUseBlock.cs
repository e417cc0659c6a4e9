using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>The model uses a tool of an MCP server; the API calls it.</summary>
/// <param name="Id">The id that the result names.</param>
/// <param name="Name">The name of the tool.</param>
/// <param name="ServerName">The name of the server.</param>
/// <param name="Input">The arguments, a JSON object. Its keys keep their order.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record McpToolUseBlock(string Id, string Name, string ServerName, JsonElement Input) : CacheableBlock
{
    internal const string TypeName = "mcp_tool_use";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static McpToolUseBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("id"u8) is { } id
            && fields.TakeString("name"u8) is { } name
            && fields.TakeString("server_name"u8) is { } serverName
            && fields.TakeElement("input"u8) is { } input
            ? new McpToolUseBlock(id, name, serverName, input)
            {
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("id"u8, Id);
        fields.String("name"u8, Name);
        fields.String("server_name"u8, ServerName);
        fields.Element("input"u8, Input);
    }
}
