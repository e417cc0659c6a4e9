using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Takes a tool away in mid-conversation, in a turn of the role <c>system</c>, without a change of the prefix.</summary>
/// <param name="Tool">The tool.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ToolRemovalBlock(ToolTarget Tool) : CacheableBlock
{
    internal const string TypeName = "tool_removal";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ToolRemovalBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<ToolTarget>("tool"u8) is { } tool
            ? new ToolRemovalBlock(tool)
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
