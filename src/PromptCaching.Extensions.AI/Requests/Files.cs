using System.Net.Mime;
using System.Text;
using Microsoft.Extensions.AI;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Images and documents, wherever they are.</summary>
internal static class Files
{
    // Those of images: facts of the API, messages-api.md 1.3.
    private static readonly string[] Images = [MediaTypeNames.Image.Jpeg, MediaTypeNames.Image.Png, MediaTypeNames.Image.Gif, MediaTypeNames.Image.Webp];

    public static ContentBlock Of(DataContent data) =>
        IsImage(data.MediaType) ? new ImageBlock(ContentSource.FromBase64(data.Base64Data.ToString(), data.MediaType))
        : IsPdf(data.MediaType) ? new DocumentBlock(ContentSource.FromBase64(data.Base64Data.ToString(), data.MediaType)) { Title = data.Name }
        : IsText(data.MediaType) ? new DocumentBlock(ContentSource.FromText(Encoding.UTF8.GetString(data.Data.Span))) { Title = data.Name }
        : throw Unknown(data.MediaType);

    public static ContentBlock Of(UriContent uri) =>
        uri.Uri.Scheme == "data" ? Of(new DataContent(uri.Uri, uri.MediaType))
        : uri.HasTopLevelMediaType("image") ? new ImageBlock(ContentSource.FromUrl(uri.Uri.AbsoluteUri))
        : IsPdf(uri.MediaType) ? new DocumentBlock(ContentSource.FromUrl(uri.Uri.AbsoluteUri))
        : throw new NotSupportedException($"Claude fetches images and PDFs, not {uri.MediaType}: load it into a DataContent.");

    public static ContentBlock Of(HostedFileContent file) => file.MediaType is { } type && type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
        ? new ImageBlock(ContentSource.FromFile(file.FileId))
        : new DocumentBlock(ContentSource.FromFile(file.FileId)) { Title = file.Name };

    private static bool IsImage(string mediaType) => Images.Contains(mediaType, StringComparer.OrdinalIgnoreCase);

    private static bool IsPdf(string mediaType) => mediaType.Equals(MediaTypeNames.Application.Pdf, StringComparison.OrdinalIgnoreCase);

    private static bool IsText(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase);

    private static NotSupportedException Unknown(string mediaType) =>
        new($"Claude reads no {mediaType}: give an image (JPEG, PNG, GIF, WebP), a PDF, or text.");
}
