using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Content;

/// <summary>The tool that is added or taken away.</summary>
[JsonConverter(typeof(WireConverter<ToolTarget>))]
public sealed record ToolTarget : WireObject, IWireType<ToolTarget>
{
    /// <summary>Gets the kind: <c>tool_reference</c>, <c>mcp_tool_reference</c>, <c>mcp_toolset_reference</c> or <c>tool_definition</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the name of the tool.</summary>
    /// <value><see langword="null"/> for a whole toolset, and for a definition.</value>
    public string? Name { get; init; }

    /// <summary>Gets the name of the MCP server.</summary>
    /// <value><see langword="null"/> for tools of the request.</value>
    public string? ServerName { get; init; }

    /// <summary>Gets the tool itself (beta <c>inline-tools-2026-09-15</c>).</summary>
    /// <value><see langword="null"/> where it is named only.</value>
    public Tool? Definition { get; init; }

    /// <summary>Names a tool of the request.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The target.</returns>
    public static ToolTarget Named(string name) => new() { Type = "tool_reference", Name = name };

    /// <summary>Names a tool of an MCP server, or all of them.</summary>
    /// <param name="serverName">The name of the server.</param>
    /// <param name="name">The name of the tool; <see langword="null"/> for all.</param>
    /// <returns>The target.</returns>
    public static ToolTarget OfServer(string serverName, string? name = null) =>
        new() { Type = name is null ? "mcp_toolset_reference" : "mcp_tool_reference", ServerName = serverName, Name = name };

    /// <summary>Brings a tool along that the request does not have.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>The target.</returns>
    public static ToolTarget Of(Tool tool) => new() { Type = "tool_definition", Definition = tool };

    static ToolTarget IWireType<ToolTarget>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new ToolTarget
        {
            Type = fields.TakeString("type"u8),
            Name = fields.TakeString("name"u8),
            ServerName = fields.TakeString("server_name"u8),
            Definition = fields.TakeObject<Tool>("definition"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("name"u8, Name);
        fields.String("server_name"u8, ServerName);
        fields.Object("definition"u8, Definition);
    }
}
