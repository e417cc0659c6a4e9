using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A place that a text cites. Positions, which differ by type, are among the extra fields.</summary>
[JsonConverter(typeof(WireConverter<Citation>))]
public sealed record Citation : WireObject, IWireType<Citation>
{
    /// <summary>Gets the kind of place, such as <c>char_location</c> or <c>web_search_result_location</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the words cited; they are not billed as output.</summary>
    public string? CitedText { get; init; }

    /// <summary>Gets the position of the document among all documents of the request, from 0.</summary>
    public int? DocumentIndex { get; init; }

    /// <summary>Gets the title of the document.</summary>
    public string? DocumentTitle { get; init; }

    /// <summary>Gets the address of a web search result.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the title of a search result.</summary>
    public string? Title { get; init; }

    static Citation IWireType<Citation>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new Citation
        {
            Type = fields.TakeString("type"u8),
            CitedText = fields.TakeString("cited_text"u8),
            DocumentIndex = fields.TakeInt32("document_index"u8),
            DocumentTitle = fields.TakeString("document_title"u8),
            Url = fields.TakeString("url"u8),
            Title = fields.TakeString("title"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("cited_text"u8, CitedText);
        fields.Number("document_index"u8, DocumentIndex);
        fields.String("document_title"u8, DocumentTitle);
        fields.String("url"u8, Url);
        fields.String("title"u8, Title);
    }
}
