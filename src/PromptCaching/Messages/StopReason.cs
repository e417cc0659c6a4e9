using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>Why the model stopped.</summary>
/// <param name="Value">The value as the API spells it; values that this version does not know are kept.</param>
[JsonConverter(typeof(WireConverter<StopReason>))]
public readonly record struct StopReason(string Value) : IWireType<StopReason>
{
    /// <summary>Gets the natural end of the answer.</summary>
    public static StopReason EndTurn { get; } = new("end_turn");

    /// <summary>Gets the end forced by the request's <c>max_tokens</c>: the answer is cut.</summary>
    public static StopReason MaxTokens { get; } = new("max_tokens");

    /// <summary>Gets the end at one of the request's stop sequences.</summary>
    public static StopReason StopSequence { get; } = new("stop_sequence");

    /// <summary>Gets a pause in which the caller runs tools.</summary>
    public static StopReason ToolUse { get; } = new("tool_use");

    /// <summary>Gets a pause of a long turn with server tools: send the answer back to go on.</summary>
    public static StopReason PauseTurn { get; } = new("pause_turn");

    /// <summary>Gets the end by a refusal; why stands in <see cref="Message.StopDetails"/>.</summary>
    public static StopReason Refusal { get; } = new("refusal");

    /// <summary>Gets the end forced by the model's context window: the answer is cut.</summary>
    public static StopReason ModelContextWindowExceeded { get; } = new("model_context_window_exceeded");

    /// <summary>Gets a pause after compaction, where the request asked for one: send the answer back to go on.</summary>
    public static StopReason Compaction { get; } = new("compaction");

    /// <inheritdoc />
    public override string ToString() => Value ?? "";

    /// <summary>Writes the value as a JSON string.</summary>
    /// <param name="writer">Where to.</param>
    public void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(ToString());
    }

    internal static StopReason? From(string? value) => value is null ? null : new StopReason(value);

    static StopReason IWireType<StopReason>.Read(JsonElement json) =>
        From(WireJson.AsString(json)) ?? throw new JsonException($"Expected a string, found {json.ValueKind}.");
}
