using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A search result of the caller's own, which answers can cite.</summary>
/// <param name="Source">Where the result comes from, as citations will name it; usually a URL.</param>
/// <param name="Title">The title of the result.</param>
/// <param name="Content">The text of the result, as text blocks.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record SearchResultBlock(string Source, string Title, MessageContent Content) : CacheableBlock
{
    internal const string TypeName = "search_result";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets whether answers may cite the result.</summary>
    /// <value><see langword="null"/> leaves it to the API: no citations.</value>
    public CitationSettings? Citations { get; init; }

    internal static SearchResultBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("source"u8) is { } source
            && fields.TakeString("title"u8) is { } title
            && fields.TakeContent("content"u8) is { } content
            ? new SearchResultBlock(source, title, content)
            {
                Citations = fields.TakeObject<CitationSettings>("citations"u8),
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("source"u8, Source);
        fields.String("title"u8, Title);
        fields.Content("content"u8, Content);
        fields.Object("citations"u8, Citations);
    }
}
