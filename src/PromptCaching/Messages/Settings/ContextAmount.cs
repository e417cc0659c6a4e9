using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>An amount of context.</summary>
[JsonConverter(typeof(WireConverter<ContextAmount>))]
public sealed record ContextAmount : WireObject, IWireType<ContextAmount>
{
    /// <summary>Gets the unit: <c>input_tokens</c>, <c>tool_uses</c>, <c>thinking_turns</c> or <c>all</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the number.</summary>
    /// <value><see langword="null"/> for <c>all</c>.</value>
    public int? Value { get; init; }

    /// <summary>Gets all there is.</summary>
    public static ContextAmount All { get; } = new() { Type = "all" };

    /// <summary>Makes an amount of input tokens.</summary>
    /// <param name="value">The tokens.</param>
    /// <returns>The amount.</returns>
    public static ContextAmount InputTokens(int value) => new() { Type = "input_tokens", Value = value };

    /// <summary>Makes an amount of tool uses.</summary>
    /// <param name="value">The tool uses.</param>
    /// <returns>The amount.</returns>
    public static ContextAmount ToolUses(int value) => new() { Type = "tool_uses", Value = value };

    /// <summary>Makes an amount of turns with thinking.</summary>
    /// <param name="value">The turns.</param>
    /// <returns>The amount.</returns>
    public static ContextAmount ThinkingTurns(int value) => new() { Type = "thinking_turns", Value = value };

    static ContextAmount IWireType<ContextAmount>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ContextAmount
        {
            Type = fields.TakeString("type"u8),
            Value = fields.TakeInt32("value"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.Number("value"u8, Value);
    }
}
