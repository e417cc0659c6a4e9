using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptCaching.Messages;
using PromptCaching.Messages.Settings;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>A server whose tools the API itself uses: where it is, and which of its tools.</summary>
internal static class McpTools
{
    private const string Bearer = "Bearer ";

    public static McpServer ServerOf(HostedMcpServerTool tool)
    {
        if (tool.ApprovalMode is not (null or HostedMcpServerToolNeverRequireApprovalMode))
        {
            throw new NotSupportedException(
                $"Claude asks for no approval before it uses a tool of the MCP server '{tool.ServerName}': "
                + "set ApprovalMode to NeverRequire, or leave tools out by AllowedTools.");
        }

        return Uri.TryCreate(tool.ServerAddress, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? McpServer.AtUrl(tool.ServerName, tool.ServerAddress, TokenOf(tool))
            : throw new NotSupportedException($"The MCP server '{tool.ServerName}' has no URL but '{tool.ServerAddress}': Claude knows no connectors by name.");
    }

    public static Tool ToolsetOf(HostedMcpServerTool tool)
    {
        var toolset = Tool.McpToolset(tool.ServerName);
        return tool.AllowedTools is not { } allowed ? toolset : toolset with
        {
            DefaultConfig = Enabled(false),
            Configs = WireElement.OfFields(allowed.Select(static name => KeyValuePair.Create(name, (object?)Enabled(true)))),
        };
    }

    private static string? TokenOf(HostedMcpServerTool tool)
    {
        string? token = null;
        foreach (var (name, value) in tool.Headers ?? new Dictionary<string, string>())
        {
            token = name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? value[Bearer.Length..]
                : throw new NotSupportedException(
                    $"Claude sends no header '{name}' to the MCP server '{tool.ServerName}', only a bearer token as Authorization.");
        }

        return token;
    }

    private static JsonElement Enabled(bool isEnabled) => WireElement.OfFields([new("enabled", isEnabled)]);
}
