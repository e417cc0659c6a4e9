using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>Where the person is for whom the web is searched.</summary>
[JsonConverter(typeof(WireConverter<UserLocation>))]
public sealed record UserLocation : WireObject, IWireType<UserLocation>
{
    /// <summary>Gets the kind.</summary>
    /// <value><c>approximate</c>, the only one there is.</value>
    public string? Type { get; init; }

    /// <summary>Gets the city.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? City { get; init; }

    /// <summary>Gets the region.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Region { get; init; }

    /// <summary>Gets the country, two letters of ISO 3166.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Country { get; init; }

    /// <summary>Gets the time zone, an IANA name.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? Timezone { get; init; }

    static UserLocation IWireType<UserLocation>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new UserLocation
        {
            Type = fields.TakeString("type"u8),
            City = fields.TakeString("city"u8),
            Region = fields.TakeString("region"u8),
            Country = fields.TakeString("country"u8),
            Timezone = fields.TakeString("timezone"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("city"u8, City);
        fields.String("region"u8, Region);
        fields.String("country"u8, Country);
        fields.String("timezone"u8, Timezone);
    }
}
