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

    /// <summary>Gets an estimate of the tokens of thinking so far (beta <c>thinking-token-count-2026-05-13</c>).</summary>
    /// <value><see langword="null"/> when it was not asked for.</value>
    public long? EstimatedTokens { get; init; }

    internal static ThinkingDelta? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("thinking"u8) is { } value
            ? new ThinkingDelta(value) { EstimatedTokens = fields.TakeInt64("estimated_tokens"u8), ExtraFields = fields.Rest() }
            : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.String("thinking"u8, Thinking);
        fields.Number("estimated_tokens"u8, EstimatedTokens);
    }
}
