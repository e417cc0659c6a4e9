using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>The first event: the answer without its blocks, with the input side of its usage.</summary>
/// <param name="Message">The answer so far.</param>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public sealed record MessageStartEvent(Message Message) : MessageStreamEvent
{
    internal const string TypeName = "message_start";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static MessageStartEvent? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<Message>("message"u8) is { } message
            ? new MessageStartEvent(message) { ExtraFields = fields.Rest() }
            : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Object("message"u8, Message);
    }
}
