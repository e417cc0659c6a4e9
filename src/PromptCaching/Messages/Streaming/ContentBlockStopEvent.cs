using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>A block is complete.</summary>
/// <param name="Index">The position of the block in the answer, from 0.</param>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public sealed record ContentBlockStopEvent(int Index) : MessageStreamEvent
{
    internal const string TypeName = "content_block_stop";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ContentBlockStopEvent? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeInt32("index"u8) is { } index ? new ContentBlockStopEvent(index) { ExtraFields = fields.Rest() } : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Number("index"u8, Index);
    }
}
