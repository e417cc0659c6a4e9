using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>A block begins; blocks without deltas are complete in it.</summary>
/// <param name="Index">The position of the block in the answer, from 0.</param>
/// <param name="ContentBlock">The block so far.</param>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public sealed record ContentBlockStartEvent(int Index, ContentBlock ContentBlock) : MessageStreamEvent
{
    internal const string TypeName = "content_block_start";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ContentBlockStartEvent? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeInt32("index"u8) is { } index && fields.TakeObject<ContentBlock>("content_block"u8) is { } block
            ? new ContentBlockStartEvent(index, block) { ExtraFields = fields.Rest() }
            : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Number("index"u8, Index);
        fields.Object("content_block"u8, ContentBlock);
    }
}
