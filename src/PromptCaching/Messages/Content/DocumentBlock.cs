using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A document: a PDF, plain text, or blocks of the caller's own making.</summary>
/// <param name="Source">Where the document is: inline, at a URL or in the Files API.</param>
/// <remarks>From version 2026-10-21 on, the API refuses it directly in an assistant message.</remarks>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record DocumentBlock(ContentSource Source) : CacheableBlock
{
    internal const string TypeName = "document";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets the title, 1 to 500 characters.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Title { get; init; }

    /// <summary>Gets what the model should know about the document; it is not cited from.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Context { get; init; }

    /// <summary>Gets whether answers may cite the document.</summary>
    /// <value><see langword="null"/> leaves it to the API: no citations.</value>
    public CitationSettings? Citations { get; init; }

    internal static DocumentBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<ContentSource>("source"u8) is { } source
            ? new DocumentBlock(source)
            {
                Title = fields.TakeString("title"u8),
                Context = fields.TakeString("context"u8),
                Citations = fields.TakeObject<CitationSettings>("citations"u8),
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.Object("source"u8, Source);
        fields.String("title"u8, Title);
        fields.String("context"u8, Context);
        fields.Object("citations"u8, Citations);
    }
}
