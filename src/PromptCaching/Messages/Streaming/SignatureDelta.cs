using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>The signature of a thinking block.</summary>
/// <param name="Signature">The signature.</param>
[JsonConverter(typeof(WireConverter<ContentDelta>))]
public sealed record SignatureDelta(string Signature) : ContentDelta
{
    internal const string TypeName = "signature_delta";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static SignatureDelta? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("signature"u8) is { } value ? new SignatureDelta(value) { ExtraFields = fields.Rest() } : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.String("signature"u8, Signature);
    }
}
