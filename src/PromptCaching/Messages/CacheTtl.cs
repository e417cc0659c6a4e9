using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>How long a prompt cache entry lives after its last use, counted from the start of the request.</summary>
/// <param name="Value">The value as the API spells it; values that this version does not know are kept.</param>
[JsonConverter(typeof(WireConverter<CacheTtl>))]
public readonly record struct CacheTtl(string Value) : IWireType<CacheTtl>
{
    /// <summary>Gets five minutes; writing costs 1.25 times the input price.</summary>
    public static CacheTtl FiveMinutes { get; } = new("5m");

    /// <summary>Gets one hour; writing costs 2 times the input price.</summary>
    public static CacheTtl OneHour { get; } = new("1h");

    /// <inheritdoc />
    public override string ToString() => Value ?? "";

    /// <summary>Writes the value as a JSON string.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(ToString());
    }

    internal static CacheTtl? From(string? value) => value is null ? null : new CacheTtl(value);

    static CacheTtl IWireType<CacheTtl>.Read(JsonElement json) =>
        From(WireJson.AsString(json)) ?? throw new JsonException($"Expected a string, found {json.ValueKind}.");
}
