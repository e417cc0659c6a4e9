using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Settings;

namespace PromptCaching.Messages;

/// <summary>Whether and how the model thinks before it answers. A change misses the prompt cache of the messages.</summary>
[JsonConverter(typeof(WireConverter<ThinkingConfiguration>))]
public sealed record ThinkingConfiguration : WireObject, IWireType<ThinkingConfiguration>
{
    /// <summary>Gets thinking as much as the model finds useful (models from 4.6 on).</summary>
    public static ThinkingConfiguration Adaptive { get; } = new() { Type = "adaptive" };

    /// <summary>Gets no thinking; the newest models refuse it.</summary>
    public static ThinkingConfiguration Disabled { get; } = new() { Type = "disabled" };

    /// <summary>Gets thinking between the uses of tools only (Sonnet 5.5).</summary>
    public static ThinkingConfiguration BetweenTools { get; } = new() { Type = "between_tools" };

    /// <summary>Gets the kind: <c>enabled</c>, <c>adaptive</c>, <c>disabled</c> or <c>between_tools</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the tokens that thinking may take, for the kind <c>enabled</c>.</summary>
    /// <value>At least 1,024 and less than <c>max_tokens</c>; <see langword="null"/> for the other kinds.</value>
    public int? BudgetTokens { get; init; }

    /// <summary>Gets what the answer shows of the thinking: <c>summarized</c>, <c>omitted</c> or, as a beta, <c>updates</c>.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public string? Display { get; init; }

    /// <summary>Gets what happens to thinking blocks that were made with another prefix.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public ThinkingBlockBinding? BlockBinding { get; init; }

    /// <summary>Makes thinking with a budget (models up to 4.6).</summary>
    /// <param name="budgetTokens">The tokens it may take: at least 1,024 and less than <c>max_tokens</c>.</param>
    /// <returns>The configuration.</returns>
    public static ThinkingConfiguration Enabled(int budgetTokens) => new() { Type = "enabled", BudgetTokens = budgetTokens };

    static ThinkingConfiguration IWireType<ThinkingConfiguration>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ThinkingConfiguration
        {
            Type = fields.TakeString("type"u8),
            BudgetTokens = fields.TakeInt32("budget_tokens"u8),
            Display = fields.TakeString("display"u8),
            BlockBinding = fields.TakeObject<ThinkingBlockBinding>("block_binding"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.Number("budget_tokens"u8, BudgetTokens);
        fields.String("display"u8, Display);
        fields.Object("block_binding"u8, BlockBinding);
    }
}
