using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>The capacity that a request may use, or did use.</summary>
/// <param name="Value">The value as the API spells it; values that this version does not know are kept.</param>
[JsonConverter(typeof(WireConverter<ServiceTier>))]
public readonly record struct ServiceTier(string Value) : IWireType<ServiceTier>
{
    /// <summary>Gets priority capacity where there is some (in requests; the default).</summary>
    public static ServiceTier Auto { get; } = new("auto");

    /// <summary>Gets standard capacity only (in requests).</summary>
    public static ServiceTier StandardOnly { get; } = new("standard_only");

    /// <summary>Gets standard capacity (in answers).</summary>
    public static ServiceTier Standard { get; } = new("standard");

    /// <summary>Gets priority capacity (in answers).</summary>
    public static ServiceTier Priority { get; } = new("priority");

    /// <summary>Gets batch capacity (in answers).</summary>
    public static ServiceTier Batch { get; } = new("batch");

    /// <inheritdoc />
    public override string ToString() => Value ?? "";

    /// <summary>Writes the value as a JSON string.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(ToString());
    }

    internal static ServiceTier? From(string? value) => value is null ? null : new ServiceTier(value);

    static ServiceTier IWireType<ServiceTier>.Read(JsonElement json) =>
        From(WireJson.AsString(json)) ?? throw new JsonException($"Expected a string, found {json.ValueKind}.");
}
