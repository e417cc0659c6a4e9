using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>Text to append to a text block.</summary>
/// <param name="Text">The text.</param>
[JsonConverter(typeof(WireConverter<ContentDelta>))]
public sealed record TextDelta(string Text) : ContentDelta
{
    internal const string TypeName = "text_delta";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static TextDelta? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("text"u8) is { } value ? new TextDelta(value) { ExtraFields = fields.Rest() } : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.String("text"u8, Text);
    }
}
