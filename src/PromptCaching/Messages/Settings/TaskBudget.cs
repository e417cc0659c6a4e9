using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>The tokens that a task of many calls may take.</summary>
[JsonConverter(typeof(WireConverter<TaskBudget>))]
public sealed record TaskBudget : WireObject, IWireType<TaskBudget>
{
    /// <summary>Gets the unit.</summary>
    /// <value><c>tokens</c>, the only one there is.</value>
    public string? Type { get; init; }

    /// <summary>Gets the tokens of the whole task.</summary>
    public int? Total { get; init; }

    /// <summary>Gets those that are left; a change misses the prompt cache of the messages.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public int? Remaining { get; init; }

    static TaskBudget IWireType<TaskBudget>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new TaskBudget
        {
            Type = fields.TakeString("type"u8),
            Total = fields.TakeInt32("total"u8),
            Remaining = fields.TakeInt32("remaining"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.Number("total"u8, Total);
        fields.Number("remaining"u8, Remaining);
    }
}
