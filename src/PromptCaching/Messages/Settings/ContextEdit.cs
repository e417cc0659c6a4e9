using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>One way to shorten a conversation.</summary>
[JsonConverter(typeof(WireConverter<ContextEdit>))]
public sealed record ContextEdit : WireObject, IWireType<ContextEdit>
{
    /// <summary>Gets the kind, such as <c>clear_tool_uses_20250919</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets when it happens.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public ContextAmount? Trigger { get; init; }

    /// <summary>Gets how much of the latest stays.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public ContextAmount? Keep { get; init; }

    /// <summary>Gets how much must go for the edit to be worth a rewritten prompt cache.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public ContextAmount? ClearAtLeast { get; init; }

    /// <summary>Gets the tools whose uses stay.</summary>
    /// <value><see langword="null"/> for none.</value>
    public IReadOnlyList<string>? ExcludeTools { get; init; }

    /// <summary>Gets whether the inputs of tool uses go, too.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public bool? ClearToolInputs { get; init; }

    /// <summary>Gets what compaction shall keep in its summary.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public string? Instructions { get; init; }

    /// <summary>Gets whether the answer ends after compaction, to be gone on with.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public bool? PauseAfterCompaction { get; init; }

    /// <summary>Makes the edit that clears old tool uses and their results.</summary>
    /// <param name="trigger">When it happens; <see langword="null"/> leaves it to the API.</param>
    /// <returns>The edit.</returns>
    public static ContextEdit ClearToolUses(ContextAmount? trigger = null) => new() { Type = "clear_tool_uses_20250919", Trigger = trigger };

    /// <summary>Makes the edit that clears the thinking of old turns.</summary>
    /// <param name="keep">How many turns keep theirs; <see langword="null"/> leaves it to the API.</param>
    /// <returns>The edit.</returns>
    public static ContextEdit ClearThinking(ContextAmount? keep = null) => new() { Type = "clear_thinking_20251015", Keep = keep };

    /// <summary>Makes the edit that puts a summary in place of what came before.</summary>
    /// <param name="trigger">When it happens; <see langword="null"/> leaves it to the API: 150,000 input tokens.</param>
    /// <returns>The edit.</returns>
    public static ContextEdit Compact(ContextAmount? trigger = null) => new() { Type = "compact_20260112", Trigger = trigger };

    static ContextEdit IWireType<ContextEdit>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ContextEdit
        {
            Type = fields.TakeString("type"u8),
            Trigger = fields.TakeObject<ContextAmount>("trigger"u8),
            Keep = fields.TakeObject<ContextAmount>("keep"u8),
            ClearAtLeast = fields.TakeObject<ContextAmount>("clear_at_least"u8),
            ExcludeTools = fields.TakeStrings("exclude_tools"u8),
            ClearToolInputs = fields.TakeBoolean("clear_tool_inputs"u8),
            Instructions = fields.TakeString("instructions"u8),
            PauseAfterCompaction = fields.TakeBoolean("pause_after_compaction"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.Object("trigger"u8, Trigger);
        fields.Object("keep"u8, Keep);
        fields.Object("clear_at_least"u8, ClearAtLeast);
        fields.Strings("exclude_tools"u8, ExcludeTools);
        fields.Boolean("clear_tool_inputs"u8, ClearToolInputs);
        fields.String("instructions"u8, Instructions);
        fields.Boolean("pause_after_compaction"u8, PauseAfterCompaction);
    }
}
