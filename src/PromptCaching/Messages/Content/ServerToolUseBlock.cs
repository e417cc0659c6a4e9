using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>The model uses a tool that Anthropic runs.</summary>
/// <param name="Id">The id that the result names.</param>
/// <param name="Name">The name of the tool, such as <c>web_search</c>.</param>
/// <param name="Input">The arguments, a JSON object. Its keys keep their order.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ServerToolUseBlock(string Id, string Name, JsonElement Input) : CacheableBlock
{
    internal const string TypeName = "server_tool_use";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets who asked for it.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public ToolCaller? Caller { get; init; }

    internal static ServerToolUseBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("id"u8) is { } id
            && fields.TakeString("name"u8) is { } name
            && fields.TakeElement("input"u8) is { } input
            ? new ServerToolUseBlock(id, name, input)
            {
                Caller = fields.TakeObject<ToolCaller>("caller"u8),
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("id"u8, Id);
        fields.String("name"u8, Name);
        fields.Element("input"u8, Input);
        fields.Object("caller"u8, Caller);
    }
}
