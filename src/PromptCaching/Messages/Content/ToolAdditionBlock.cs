using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Adds a tool in mid-conversation, in a turn of the role <c>system</c>, without a change of the prefix.</summary>
/// <param name="Tool">The tool.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ToolAdditionBlock(ToolTarget Tool) : CacheableBlock
{
    internal const string TypeName = "tool_addition";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ToolAdditionBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<ToolTarget>("tool"u8) is { } tool
            ? new ToolAdditionBlock(tool)
            {
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.Object("tool"u8, Tool);
    }
}
