using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Whether answers may cite a document or search result. Switching it misses the prompt cache of system and messages.</summary>
[JsonConverter(typeof(WireConverter<CitationSettings>))]
public sealed record CitationSettings : WireObject, IWireType<CitationSettings>
{
    /// <summary>Gets whether citations are on.</summary>
    /// <value><see langword="null"/> leaves it to the API: off.</value>
    public bool? Enabled { get; init; }

    static CitationSettings IWireType<CitationSettings>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new CitationSettings { Enabled = fields.TakeBoolean("enabled"u8), ExtraFields = fields.Rest() };
    }

    private protected override void WriteFields(FieldWriter fields) => fields.Boolean("enabled"u8, Enabled);
}
