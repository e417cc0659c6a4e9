using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Where an image or a document is.</summary>
[JsonConverter(typeof(WireConverter<ContentSource>))]
public sealed record ContentSource : WireObject, IWireType<ContentSource>
{
    /// <summary>Gets the kind: <c>base64</c>, <c>text</c>, <c>content</c>, <c>url</c> or <c>file</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the media type of inline data, such as <c>image/png</c> or <c>application/pdf</c>.</summary>
    public string? MediaType { get; init; }

    /// <summary>Gets the inline data: base64, or the text itself for the kind <c>text</c>.</summary>
    public string? Data { get; init; }

    /// <summary>Gets the address for the kind <c>url</c>.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the id in the Files API for the kind <c>file</c>.</summary>
    public string? FileId { get; init; }

    /// <summary>Gets the blocks, or the text, for the kind <c>content</c>.</summary>
    public MessageContent? Content { get; init; }

    /// <summary>Makes an inline source of raw bytes.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="mediaType">What it is, such as <c>image/png</c> or <c>application/pdf</c>.</param>
    /// <returns>The source.</returns>
    public static ContentSource FromBytes(ReadOnlySpan<byte> bytes, string mediaType) =>
        FromBase64(Convert.ToBase64String(bytes), mediaType);

    /// <summary>Makes an inline source of bytes that are base64 already.</summary>
    /// <param name="data">The file in base64, without a <c>data:</c> prefix.</param>
    /// <param name="mediaType">What it is, such as <c>image/png</c> or <c>application/pdf</c>.</param>
    /// <returns>The source.</returns>
    public static ContentSource FromBase64(string data, string mediaType) => new() { Type = "base64", MediaType = mediaType, Data = data };

    /// <summary>Makes a source that the API fetches itself.</summary>
    /// <param name="url">The address.</param>
    /// <returns>The source.</returns>
    public static ContentSource FromUrl(string url) => new() { Type = "url", Url = url };

    /// <summary>Makes a source that was uploaded with the Files API.</summary>
    /// <param name="fileId">The id, such as <c>file_…</c>.</param>
    /// <returns>The source.</returns>
    public static ContentSource FromFile(string fileId) => new() { Type = "file", FileId = fileId };

    /// <summary>Makes a plain text document.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The source.</returns>
    public static ContentSource FromText(string text) => new() { Type = "text", MediaType = "text/plain", Data = text };

    static ContentSource IWireType<ContentSource>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ContentSource
        {
            Type = fields.TakeString("type"u8),
            MediaType = fields.TakeString("media_type"u8),
            Data = fields.TakeString("data"u8),
            Url = fields.TakeString("url"u8),
            FileId = fields.TakeString("file_id"u8),
            Content = fields.TakeContent("content"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("media_type"u8, MediaType);
        fields.String("data"u8, Data);
        fields.String("url"u8, Url);
        fields.String("file_id"u8, FileId);
        fields.Content("content"u8, Content);
    }
}
