using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>What the model thought. It goes back to the API exactly as it came, or not at all.</summary>
/// <param name="Thinking">The text; empty when the display was omitted.</param>
/// <param name="Signature">The proof that the API wrote it; <see langword="null"/> where a stream has not sent it yet.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ThinkingBlock(string Thinking, string? Signature) : ContentBlock
{
    internal const string TypeName = "thinking";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ThinkingBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("thinking"u8) is { } thinking
            ? new ThinkingBlock(thinking, fields.TakeString("signature"u8)) { ExtraFields = fields.Rest() }
            : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.String("thinking"u8, Thinking);
        fields.String("signature"u8, Signature);
    }
}
