using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A page that a web search found.</summary>
[JsonConverter(typeof(WireConverter<WebSearchResult>))]
public sealed record WebSearchResult : WireObject, IWireType<WebSearchResult>
{
    /// <summary>Gets the kind.</summary>
    /// <value><c>web_search_result</c>.</value>
    public string? Type { get; init; }

    /// <summary>Gets the address.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the title.</summary>
    public string? Title { get; init; }

    /// <summary>Gets how old the page is, in words.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    public string? PageAge { get; init; }

    /// <summary>Gets what the API needs to cite the page later.</summary>
    public string? EncryptedContent { get; init; }

    static WebSearchResult IWireType<WebSearchResult>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new WebSearchResult
        {
            Type = fields.TakeString("type"u8),
            Url = fields.TakeString("url"u8),
            Title = fields.TakeString("title"u8),
            PageAge = fields.TakeString("page_age"u8),
            EncryptedContent = fields.TakeString("encrypted_content"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("url"u8, Url);
        fields.String("title"u8, Title);
        fields.String("page_age"u8, PageAge);
        fields.String("encrypted_content"u8, EncryptedContent);
    }
}
