using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>Who asked for a tool: the model itself, or code that it runs.</summary>
[JsonConverter(typeof(WireConverter<ToolCaller>))]
public sealed record ToolCaller : WireObject, IWireType<ToolCaller>
{
    /// <summary>Gets the kind, such as <c>direct</c> or <c>code_execution_20260521</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the id of the code execution.</summary>
    /// <value><see langword="null"/> for the model itself.</value>
    public string? ToolId { get; init; }

    static ToolCaller IWireType<ToolCaller>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ToolCaller
        {
            Type = fields.TakeString("type"u8),
            ToolId = fields.TakeString("tool_id"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("tool_id"u8, ToolId);
    }
}
