using System.Text.Json;

namespace PromptCaching.Messages.Json;

/// <summary>A number that keeps its spelling: <c>1.0</c> does not come back as <c>1</c>.</summary>
internal readonly struct WireNumber(double value, JsonElement spelling = default) : IEquatable<WireNumber>
{
    private readonly JsonElement _spelling = spelling;

    public double Value { get; } = value;

    public static WireNumber? From(double? value) => value is { } number ? new WireNumber(number) : null;

    public void Write(Utf8JsonWriter writer)
    {
        if (_spelling.ValueKind == JsonValueKind.Number)
        {
            WireJson.WriteElement(writer, _spelling);
        }
        else
        {
            writer.WriteNumberValue(Value);
        }
    }

    public bool Equals(WireNumber other) => Value.Equals(other.Value);

    public override bool Equals(object? obj) => obj is WireNumber other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();
}
