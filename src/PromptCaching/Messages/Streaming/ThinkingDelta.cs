using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>Thinking to append to a thinking block.</summary>
/// <param name="Thinking">The text.</param>
[JsonConverter(typeof(WireConverter<ContentDelta>))]
public sealed record ThinkingDelta(string Thinking) : ContentDelta
{
    internal const string TypeName = "thinking_delta";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ThinkingDelta? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("thinking"u8) is { } value ? new ThinkingDelta(value) { ExtraFields = fields.Rest() } : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.String("thinking"u8, Thinking);
    }
}
