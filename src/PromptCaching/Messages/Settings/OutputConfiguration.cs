using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>How much effort the answer gets, and which form it has. A change misses the prompt cache of the messages.</summary>
[JsonConverter(typeof(WireConverter<OutputConfiguration>))]
public sealed record OutputConfiguration : WireObject, IWireType<OutputConfiguration>
{
    /// <summary>Gets how thoroughly the model works.</summary>
    /// <value><see langword="null"/> leaves it to the model's default.</value>
    public Effort? Effort { get; init; }

    /// <summary>Gets the form that the answer must have.</summary>
    /// <value><see langword="null"/> for free text.</value>
    public OutputFormat? Format { get; init; }

    /// <summary>Gets how many tokens a whole task may take (beta <c>task-budgets-2026-03-13</c>).</summary>
    /// <value><see langword="null"/> for none.</value>
    public TaskBudget? TaskBudget { get; init; }

    static OutputConfiguration IWireType<OutputConfiguration>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new OutputConfiguration
        {
            Effort = Settings.Effort.From(fields.TakeString("effort"u8)),
            Format = fields.TakeObject<OutputFormat>("format"u8),
            TaskBudget = fields.TakeObject<TaskBudget>("task_budget"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("effort"u8, Effort?.Value);
        fields.Object("format"u8, Format);
        fields.Object("task_budget"u8, TaskBudget);
    }
}
