using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Streaming;

/// <summary>A citation to append to a text block.</summary>
/// <param name="Citation">The place cited.</param>
[JsonConverter(typeof(WireConverter<ContentDelta>))]
public sealed record CitationsDelta(Citation Citation) : ContentDelta
{
    internal const string TypeName = "citations_delta";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static CitationsDelta? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<Citation>("citation"u8) is { } citation
            ? new CitationsDelta(citation) { ExtraFields = fields.Rest() }
            : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Object("citation"u8, Citation);
    }
}
