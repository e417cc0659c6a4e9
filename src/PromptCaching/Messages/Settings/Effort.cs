using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>How thoroughly the model works.</summary>
/// <param name="Value">The value as the API spells it; values that this version does not know are kept.</param>
[JsonConverter(typeof(WireConverter<Effort>))]
public readonly record struct Effort(string Value) : IWireType<Effort>
{
    /// <summary>Gets the least effort.</summary>
    public static Effort Low { get; } = new("low");

    /// <summary>Gets the default of Opus 5.5 and Haiku 5.5.</summary>
    public static Effort Medium { get; } = new("medium");

    /// <summary>Gets the default of all other models.</summary>
    public static Effort High { get; } = new("high");

    /// <summary>Gets more than high.</summary>
    public static Effort ExtraHigh { get; } = new("xhigh");

    /// <summary>Gets all that the model can do.</summary>
    public static Effort Max { get; } = new("max");

    /// <inheritdoc />
    public override string ToString() => Value ?? "";

    /// <summary>Writes the value as a JSON string.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(ToString());
    }

    internal static Effort? From(string? value) => value is null ? null : new Effort(value);

    static Effort IWireType<Effort>.Read(JsonElement json) =>
        From(WireJson.AsString(json)) ?? throw new JsonException($"Expected a string, found {json.ValueKind}.");
}
