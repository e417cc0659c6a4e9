using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Answers;

/// <summary>What the tools that run at Anthropic were asked and answered, in the contents that the abstractions have for such tools.</summary>
internal static class ServerToolContents
{
    public static AIContent Call(ServerToolUseBlock use) => use.Name switch
    {
        "web_search" => new WebSearchToolCallContent(use.Id) { Queries = Text(use.Input, "query") is { } query ? [query] : null },
        "code_execution" or "bash_code_execution" or "text_editor_code_execution" => new CodeInterpreterToolCallContent(use.Id)
        {
            Inputs = (Text(use.Input, "code") ?? Text(use.Input, "command")) is { } code ? [Code(code, use.Name)] : null,
        },
        _ => new ToolCallContent(use.Id),
    };

    public static AIContent Result(ServerToolResultBlock result) => result.Type switch
    {
        "web_search_tool_result" => new WebSearchToolResultContent(result.ToolUseId)
        {
            Outputs = Errors(result) ?? [.. result.GetSearchResults().SelectMany(Page)],
        },
        "code_execution_tool_result" or "bash_code_execution_tool_result" or "text_editor_code_execution_tool_result" =>
            new CodeInterpreterToolResultContent(result.ToolUseId) { Outputs = Errors(result) ?? [.. Output(result.GetCodeOutput())] },
        _ => new ToolResultContent(result.ToolUseId),
    };

    private static DataContent Code(string code, string tool) =>
        new(Encoding.UTF8.GetBytes(code), tool == "code_execution" ? "text/x-python" : "application/x-sh");

    private static List<AIContent>? Errors(ServerToolResultBlock result) =>
        result.ErrorCode is { } code ? [new ErrorContent($"The tool failed: {code}.") { ErrorCode = code }] : null;

    private static IEnumerable<AIContent> Page(WebSearchResult page) => Uri.TryCreate(page.Url, UriKind.Absolute, out var url)
        ? [new UriContent(url, MediaTypeNames.Text.Html) { RawRepresentation = page, AdditionalProperties = new() { ["title"] = page.Title } }]
        : [];

    private static IEnumerable<AIContent> Output(CodeExecutionOutput? output)
    {
        if (!string.IsNullOrEmpty(output?.Stdout))
        {
            yield return new TextContent(output.Stdout);
        }

        if (!string.IsNullOrEmpty(output?.Stderr) || output?.ReturnCode is not (null or 0))
        {
            yield return new ErrorContent(output!.Stderr ?? "") { ErrorCode = output.ReturnCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        }

        foreach (var id in (output?.Content ?? []).Select(static file => file.FileId).OfType<string>())
        {
            yield return new HostedFileContent(id);
        }
    }

    private static string? Text(JsonElement input, string name) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String
            ? field.GetString()
            : null;
}
