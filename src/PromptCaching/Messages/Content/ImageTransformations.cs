using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>What may be done to an image.</summary>
[JsonConverter(typeof(WireConverter<ImageTransformations>))]
public sealed record ImageTransformations : WireObject, IWireType<ImageTransformations>
{
    /// <summary>Gets what is done to one that is too large: <c>downsize</c> or <c>error</c>.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public string? OversizedImage { get; init; }

    static ImageTransformations IWireType<ImageTransformations>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ImageTransformations
        {
            OversizedImage = fields.TakeString("oversized_image"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("oversized_image"u8, OversizedImage);
    }
}
