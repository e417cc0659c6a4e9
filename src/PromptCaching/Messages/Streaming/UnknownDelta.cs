using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>A delta that this version has no type for. It is written exactly as it came.</summary>
/// <param name="Json">The delta as it came.</param>
[JsonConverter(typeof(WireConverter<ContentDelta>))]
public sealed record UnknownDelta(JsonElement Json) : ContentDelta
{
    /// <inheritdoc />
    public override string Type => WireJson.TypeOf(Json) ?? "";

    internal override void Write(Utf8JsonWriter writer) => UnknownJson.Write(writer, Json, ExtraFields);
}
