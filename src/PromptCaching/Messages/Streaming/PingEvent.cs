using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>A sign of life; says nothing about the answer.</summary>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public sealed record PingEvent : MessageStreamEvent
{
    internal const string TypeName = "ping";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static PingEvent TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return new PingEvent { ExtraFields = fields.Rest() };
    }
}
