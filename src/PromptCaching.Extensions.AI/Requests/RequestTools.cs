using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Settings;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Tools of the abstractions as tools of the API, with the servers and files that some of them bring along.</summary>
internal static class RequestTools
{
    private static readonly string[] OfCallersTools = ["strict", "defer_loading", "eager_input_streaming", "input_examples", "allowed_callers"];

    public static (IReadOnlyList<Tool> Tools, IReadOnlyList<McpServer> Servers, IReadOnlyList<ContentBlock> Uploads) Of(IList<AITool>? tools)
    {
        tools ??= [];
        var servers = tools.OfType<HostedMcpServerTool>().Select(McpTools.ServerOf);
        var uploads = tools.OfType<HostedCodeInterpreterTool>().SelectMany(static tool => tool.Inputs ?? []).Select(Upload);
        return ([.. tools.Select(Of)], [.. servers], [.. uploads]);
    }

    private static Tool Of(AITool tool) => tool switch
    {
        ClaudeTool own => own.Tool,
        AIFunctionDeclaration function => new Tool
        {
            Name = function.Name,
            Description = string.IsNullOrEmpty(function.Description) ? null : function.Description,
            InputSchema = function.JsonSchema,
            CacheControl = Markers.Of(function.AdditionalProperties),
            ExtraFields = FieldsOf(function),
        },
        HostedWebSearchTool => WithSettings(Tool.WebSearch(), tool),
        HostedCodeInterpreterTool => WithSettings(Tool.CodeExecution(), tool),
        HostedMcpServerTool server => WithSettings(McpTools.ToolsetOf(server), tool),
        _ => throw new NotSupportedException(
            $"Claude has no tool for a {tool.GetType().Name}: take one of its own, such as Tool.WebFetch().{nameof(ClaudeAIContentExtensions.AsAITool)}()."),
    };

    /// <summary>A function's additional properties are whoever's; those with names that the API knows of a caller's tool are for the API.</summary>
    private static Dictionary<string, JsonElement> FieldsOf(AIFunctionDeclaration function) => function.AdditionalProperties
        .Where(static field => OfCallersTools.Contains(field.Key))
        .ToDictionary(static field => field.Key, static field => WireElement.OfAnything(field.Value), StringComparer.Ordinal);

    /// <summary>Settings that the abstractions have no property for are the fields of the tool as the API names them, such as <c>max_uses</c>.</summary>
    private static Tool WithSettings(Tool tool, AITool from) => from.AdditionalProperties.Count == 0 ? tool : tool with
    {
        CacheControl = Markers.Of(from.AdditionalProperties),
        ExtraFields = from.AdditionalProperties
            .Where(static field => field.Key != PropertyNames.Marker)
            .ToDictionary(static field => field.Key, static field => WireElement.OfAnything(field.Value), StringComparer.Ordinal),
    };

    private static ContainerUploadBlock Upload(AIContent input) => input is HostedFileContent file
        ? new ContainerUploadBlock(file.FileId)
        : throw new NotSupportedException(
            $"The code interpreter takes files of the Files API, not a {input.GetType().Name}: upload it and give a HostedFileContent.");
}
