using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Settings;

/// <summary>A server whose tools the API itself uses (beta <c>mcp-client-2025-11-20</c>).</summary>
[JsonConverter(typeof(WireConverter<McpServer>))]
public sealed record McpServer : WireObject, IWireType<McpServer>
{
    /// <summary>Gets the kind.</summary>
    /// <value><c>url</c>, the only one there is.</value>
    public string? Type { get; init; }

    /// <summary>Gets the address.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the name by which <see cref="Tool.McpToolset"/> calls it.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the token that the API shows to the server.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? AuthorizationToken { get; init; }

    /// <summary>Gets which of its tools may be used.</summary>
    /// <value><see langword="null"/> for all; newer betas take it from the toolset.</value>
    public McpToolConfiguration? ToolConfiguration { get; init; }

    /// <summary>Makes a server at an address.</summary>
    /// <param name="name">The name by which the toolset calls it.</param>
    /// <param name="url">The address.</param>
    /// <param name="authorizationToken">The token that the API shows to the server; <see langword="null"/> for none.</param>
    /// <returns>The server.</returns>
    public static McpServer AtUrl(string name, string url, string? authorizationToken = null) =>
        new() { Type = "url", Name = name, Url = url, AuthorizationToken = authorizationToken };

    static McpServer IWireType<McpServer>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new McpServer
        {
            Type = fields.TakeString("type"u8),
            Url = fields.TakeString("url"u8),
            Name = fields.TakeString("name"u8),
            AuthorizationToken = fields.TakeString("authorization_token"u8),
            ToolConfiguration = fields.TakeObject<McpToolConfiguration>("tool_configuration"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("url"u8, Url);
        fields.String("name"u8, Name);
        fields.String("authorization_token"u8, AuthorizationToken);
        fields.Object("tool_configuration"u8, ToolConfiguration);
    }
}
