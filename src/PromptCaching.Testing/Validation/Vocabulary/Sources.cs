using PromptCaching.Testing.Validation.Schema;
using static PromptCaching.Testing.Validation.Schema.Field;
using static PromptCaching.Testing.Validation.Vocabulary.Common;

namespace PromptCaching.Testing.Validation.Vocabulary;

/// <summary>Where an image or a document comes from.</summary>
internal static class Sources
{
    private static readonly Variant Url = new(
        "url", new Noted(Sightings.RemoteSource, new Fields(Type("url"), Required("url", AnyText))));

    private static readonly Variant File = new(
        "file", new Noted(Sightings.RemoteSource, new Fields(Type("file"), Required("file_id", AnyText))));

    public static readonly Shape OfImage = new Union(Base64("image/jpeg", "image/png", "image/gif", "image/webp"), Url, File);

    /// <summary>A block that holds an image.</summary>
    public static readonly Variant Image = new("image", new Fields(
        Type("image"),
        Required("source", OfImage),
        Optional("transformations", new Fields(Optional("oversized_image", new Choice("downsize", "error")))),
        Markable));

    public static readonly Shape OfDocument = new Union(
        Base64("application/pdf"),
        new Variant("text", new Fields(
            Type("text"), Required("media_type", new Choice("text/plain")), Required("data", AnyText))),
        new Variant("content", new Fields(
            Type("content"), Required("content", new Either(AnyText, new Items(new Union(Texts.Block, Image)))))),
        Url,
        File);

    private static Variant Base64(params string[] mediaTypes) => new("base64", new Fields(
        Type("base64"), Required("media_type", new Choice(mediaTypes)), Required("data", AnyText)));
}
