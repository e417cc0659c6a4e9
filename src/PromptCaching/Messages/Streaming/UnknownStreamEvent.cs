using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>An event that this version has no type for, and the event <c>error</c>. It is written exactly as it came.</summary>
/// <param name="Json">The data as it came.</param>
[JsonConverter(typeof(WireConverter<MessageStreamEvent>))]
public sealed record UnknownStreamEvent(JsonElement Json) : MessageStreamEvent
{
    /// <inheritdoc />
    public override string Type => WireJson.TypeOf(Json) ?? "";

    internal override void Write(Utf8JsonWriter writer) => UnknownJson.Write(writer, Json, ExtraFields);
}
