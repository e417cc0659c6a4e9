using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>Whether the model may, must or must not use a tool. A change misses the prompt cache of the messages.</summary>
[JsonConverter(typeof(WireConverter<ToolChoice>))]
public sealed record ToolChoice : WireObject, IWireType<ToolChoice>
{
    /// <summary>Gets the choice that leaves it to the model.</summary>
    public static ToolChoice Auto { get; } = new() { Type = "auto" };

    /// <summary>Gets the choice that makes the model use some tool; the newest models refuse it.</summary>
    public static ToolChoice Any { get; } = new() { Type = "any" };

    /// <summary>Gets the choice that lets the model use no tool.</summary>
    public static ToolChoice None { get; } = new() { Type = "none" };

    /// <summary>Gets the kind: <c>auto</c>, <c>any</c>, <c>tool</c> or <c>none</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the tool that must be used, for the kind <c>tool</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets whether the model may use one tool at a time only; not allowed with the kind <c>none</c>.</summary>
    /// <value><see langword="null"/> leaves it to the API: no.</value>
    public bool? DisableParallelToolUse { get; init; }

    /// <summary>Makes the choice of one tool; the newest models refuse it.</summary>
    /// <param name="name">The name of the tool.</param>
    /// <returns>The choice.</returns>
    public static ToolChoice ForTool(string name) => new() { Type = "tool", Name = name };

    static ToolChoice IWireType<ToolChoice>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ToolChoice
        {
            Type = fields.TakeString("type"u8),
            Name = fields.TakeString("name"u8),
            DisableParallelToolUse = fields.TakeBoolean("disable_parallel_tool_use"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("name"u8, Name);
        fields.Boolean("disable_parallel_tool_use"u8, DisableParallelToolUse);
    }
}
