using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>A piece of the input of a tool. Only all pieces together are JSON; no pieces, or empty ones, are <c>{}</c>.</summary>
/// <param name="PartialJson">The piece.</param>
[JsonConverter(typeof(WireConverter<ContentDelta>))]
public sealed record InputJsonDelta(string PartialJson) : ContentDelta
{
    internal const string TypeName = "input_json_delta";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static InputJsonDelta? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("partial_json"u8) is { } value ? new InputJsonDelta(value) { ExtraFields = fields.Rest() } : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.String("partial_json"u8, PartialJson);
    }
}
