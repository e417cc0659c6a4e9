using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Names a deferred tool, which so becomes visible to the model.</summary>
/// <param name="ToolName">The name of the tool.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ToolReferenceBlock(string ToolName) : CacheableBlock
{
    internal const string TypeName = "tool_reference";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ToolReferenceBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("tool_name"u8) is { } toolName
            ? new ToolReferenceBlock(toolName)
            {
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("tool_name"u8, ToolName);
    }
}
