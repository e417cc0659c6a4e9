using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>What is known of the answer as a whole by now; there may be several, each with totals and not increments.</summary>
/// <param name="Delta">Why the model stopped.</param>
/// <param name="Usage">The totals so far; a count that is missing does not replace an earlier one.</param>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public sealed record MessageDeltaEvent(MessageDelta Delta, Usage Usage) : MessageStreamEvent
{
    internal const string TypeName = "message_delta";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static MessageDeltaEvent? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<MessageDelta>("delta"u8) is { } delta
            ? new MessageDeltaEvent(delta, fields.TakeObject<Usage>("usage"u8) ?? Usage.Unknown) { ExtraFields = fields.Rest() }
            : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Object("delta"u8, Delta);
        fields.Object("usage"u8, ReferenceEquals(Usage, Usage.Unknown) ? null : Usage);
    }
}
