using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A page or a file that was fetched.</summary>
[JsonConverter(typeof(WireConverter<WebFetchResult>))]
public sealed record WebFetchResult : WireObject, IWireType<WebFetchResult>
{
    /// <summary>Gets the kind.</summary>
    /// <value><c>web_fetch_result</c>.</value>
    public string? Type { get; init; }

    /// <summary>Gets the address.</summary>
    public string? Url { get; init; }

    /// <summary>Gets it, as a <see cref="DocumentBlock"/>.</summary>
    public ContentBlock? Content { get; init; }

    /// <summary>Gets when it was fetched, as RFC 3339.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public string? RetrievedAt { get; init; }

    static WebFetchResult IWireType<WebFetchResult>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new WebFetchResult
        {
            Type = fields.TakeString("type"u8),
            Url = fields.TakeString("url"u8),
            Content = fields.TakeObject<ContentBlock>("content"u8),
            RetrievedAt = fields.TakeString("retrieved_at"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("url"u8, Url);
        fields.Object("content"u8, Content);
        fields.String("retrieved_at"u8, RetrievedAt);
    }
}
