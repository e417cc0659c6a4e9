using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>A block goes on.</summary>
/// <param name="Index">The position of the block in the answer, from 0.</param>
/// <param name="Delta">What is added to the block.</param>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public sealed record ContentBlockDeltaEvent(int Index, ContentDelta Delta) : MessageStreamEvent
{
    internal const string TypeName = "content_block_delta";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ContentBlockDeltaEvent? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeInt32("index"u8) is { } index && fields.TakeObject<ContentDelta>("delta"u8) is { } delta
            ? new ContentBlockDeltaEvent(index, delta) { ExtraFields = fields.Rest() }
            : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Number("index"u8, Index);
        fields.Object("delta"u8, Delta);
    }
}
