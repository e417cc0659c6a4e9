using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Text.</summary>
/// <param name="Text">The text. The API refuses empty text and text of white space only in requests.</param>
[JsonConverter(typeof(WireConverter<ContentBlock>))]
public sealed record TextBlock(string Text) : CacheableBlock
{
    internal const string TypeName = "text";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets the sources that the text cites.</summary>
    /// <value><see langword="null"/> when the API gave none.</value>
    /// <remarks>From version 2026-10-21 on, the API refuses citations in the text of a user message.</remarks>
    public IReadOnlyList<Citation>? Citations { get; init; }

    internal static TextBlock? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeString("text"u8) is { } text
            ? new TextBlock(text)
            {
                Citations = fields.TakeList<Citation>("citations"u8),
                CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
                ExtraFields = fields.Rest(),
            }
            : null;
    }

    private protected override void WriteOwnFields(FieldWriter fields)
    {
        fields.String("text"u8, Text);
        fields.List("citations"u8, Citations);
    }
}
