using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>A marker: the prompt up to here is written to the prompt cache, and looked up in it.</summary>
[JsonConverter(typeof(WireConverter<CacheControl>))]
public sealed record CacheControl : WireObject, IWireType<CacheControl>
{
    /// <summary>Gets a marker that leaves the life time to the API: five minutes.</summary>
    public static CacheControl Ephemeral { get; } = new();

    /// <summary>Gets a marker of five minutes.</summary>
    public static CacheControl FiveMinutes { get; } = new() { Ttl = CacheTtl.FiveMinutes };

    /// <summary>Gets a marker of one hour. In a request it must stand before every marker of five minutes.</summary>
    public static CacheControl OneHour { get; } = new() { Ttl = CacheTtl.OneHour };

    /// <summary>Gets the kind of marker.</summary>
    /// <value><c>ephemeral</c>, the only one there is.</value>
    public string? Type { get; init; } = "ephemeral";

    /// <summary>Gets the life time.</summary>
    /// <value><see langword="null"/> leaves it to the API: five minutes.</value>
    public CacheTtl? Ttl { get; init; }

    static CacheControl IWireType<CacheControl>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new CacheControl
        {
            Type = fields.TakeString("type"u8),
            Ttl = CacheTtl.From(fields.TakeString("ttl"u8)),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("ttl"u8, Ttl?.Value);
    }
}
