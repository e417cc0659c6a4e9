using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>The last event. A stream that ends without it is cut.</summary>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public sealed record MessageStopEvent : MessageStreamEvent
{
    internal const string TypeName = "message_stop";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static MessageStopEvent TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return new MessageStopEvent { ExtraFields = fields.Rest() };
    }
}
