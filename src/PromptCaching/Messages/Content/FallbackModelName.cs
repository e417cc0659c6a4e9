using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>A model, by its name.</summary>
[JsonConverter(typeof(WireConverter<FallbackModelName>))]
public sealed record FallbackModelName : WireObject, IWireType<FallbackModelName>
{
    /// <summary>Gets the name.</summary>
    public string? Model { get; init; }

    static FallbackModelName IWireType<FallbackModelName>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new FallbackModelName
        {
            Model = fields.TakeString("model"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("model"u8, Model);
    }
}
