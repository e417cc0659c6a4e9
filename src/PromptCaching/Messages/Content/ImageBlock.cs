using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>An image: JPEG, PNG, GIF or WebP.</summary>
/// <param name="Source">Where the image is: inline, at a URL or in the Files API.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record ImageBlock(ContentSource Source) : CacheableBlock
{
    internal const string TypeName = "image";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets what may be done to the image.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public ImageTransformations? Transformations { get; init; }

    internal static ImageBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<ContentSource>("source"u8) is { } source
            ? new ImageBlock(source)
            {
                Transformations = fields.TakeObject<ImageTransformations>("transformations"u8),
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.Object("source"u8, Source);
        fields.Object("transformations"u8, Transformations);
    }
}
