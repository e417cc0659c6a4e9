using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>The model asks for a tool of the caller's.</summary>
/// <param name="Id">The id that the result must name.</param>
/// <param name="Name">The name of the tool.</param>
/// <param name="Input">
/// The arguments, a JSON object. Its keys keep their order: another order would be another prefix for the prompt cache.
/// </param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ToolUseBlock(string Id, string Name, JsonElement Input) : CacheableBlock
{
    internal const string TypeName = "tool_use";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets who asked for it: the model itself, or code that it runs.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public ToolCaller? Caller { get; init; }

    /// <summary>Gets the toolset that the tool is of.</summary>
    /// <value><see langword="null"/> for tools of none.</value>
    public string? ToolsetName { get; init; }

    internal static ToolUseBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("id"u8) is { } id
            && fields.TakeString("name"u8) is { } name
            && fields.TakeElement("input"u8) is { } input
            ? new ToolUseBlock(id, name, input)
            {
                Caller = fields.TakeObject<ToolCaller>("caller"u8),
                ToolsetName = fields.TakeString("toolset_name"u8),
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
        fields.String("toolset_name"u8, ToolsetName);
    }
}
