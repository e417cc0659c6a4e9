using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>Who speaks in a message.</summary>
/// <param name="Value">The value as the API spells it; values that this version does not know are kept.</param>
[JsonConverter(typeof(WireConverter<Role>))]
public readonly record struct Role(string Value) : IWireType<Role>
{
    /// <summary>Gets the role of the caller.</summary>
    public static Role User { get; } = new("user");

    /// <summary>Gets the role of the model.</summary>
    public static Role Assistant { get; } = new("assistant");

    /// <summary>Gets the role of instructions in mid-conversation; only some models take it.</summary>
    public static Role System { get; } = new("system");

    /// <inheritdoc />
    public override string ToString() => Value ?? "";

    /// <summary>Writes the value as a JSON string.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(ToString());
    }

    internal static Role? From(string? value) => value is null ? null : new Role(value);

    static Role IWireType<Role>.Read(JsonElement json) =>
        From(WireJson.AsString(json)) ?? throw new JsonException($"Expected a string, found {json.ValueKind}.");
}
