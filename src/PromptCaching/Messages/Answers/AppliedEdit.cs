using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Answers;

/// <summary>An edit that happened.</summary>
[JsonConverter(typeof(WireConverter<AppliedEdit>))]
public sealed record AppliedEdit : WireObject, IWireType<AppliedEdit>
{
    /// <summary>Gets the kind, as in the request.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the tokens that went.</summary>
    public long? ClearedInputTokens { get; init; }

    /// <summary>Gets the tool uses that went.</summary>
    /// <value><see langword="null"/> for other kinds.</value>
    public long? ClearedToolUses { get; init; }

    /// <summary>Gets the turns whose thinking went.</summary>
    /// <value><see langword="null"/> for other kinds.</value>
    public long? ClearedThinkingTurns { get; init; }

    static AppliedEdit IWireType<AppliedEdit>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new AppliedEdit
        {
            Type = fields.TakeString("type"u8),
            ClearedInputTokens = fields.TakeInt64("cleared_input_tokens"u8),
            ClearedToolUses = fields.TakeInt64("cleared_tool_uses"u8),
            ClearedThinkingTurns = fields.TakeInt64("cleared_thinking_turns"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.Number("cleared_input_tokens"u8, ClearedInputTokens);
        fields.Number("cleared_tool_uses"u8, ClearedToolUses);
        fields.Number("cleared_thinking_turns"u8, ClearedThinkingTurns);
    }
}
