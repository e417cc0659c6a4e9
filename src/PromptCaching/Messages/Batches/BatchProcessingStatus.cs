using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Batches;

/// <summary>How far a batch has come.</summary>
/// <param name="Value">The value as the API spells it; values that this version does not know are kept.</param>
[JsonConverter(typeof(WireConverter<BatchProcessingStatus>))]
public readonly record struct BatchProcessingStatus(string Value) : IWireType<BatchProcessingStatus>
{
    /// <summary>Gets the time in which requests are answered.</summary>
    public static BatchProcessingStatus InProgress { get; } = new("in_progress");

    /// <summary>Gets the time between a cancellation and the end.</summary>
    public static BatchProcessingStatus Canceling { get; } = new("canceling");

    /// <summary>Gets the end: every request has its result.</summary>
    public static BatchProcessingStatus Ended { get; } = new("ended");

    /// <inheritdoc />
    public override string ToString() => Value ?? "";

    /// <summary>Writes the value as a JSON string.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(ToString());
    }

    internal static BatchProcessingStatus? From(string? value) => value is null ? null : new BatchProcessingStatus(value);

    static BatchProcessingStatus IWireType<BatchProcessingStatus>.Read(JsonElement json) =>
        From(WireJson.AsString(json)) ?? throw new JsonException($"Expected a string, found {json.ValueKind}.");
}
