using Microsoft.Extensions.AI;
using PromptCaching.Extensions.AI.Answers;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Content of anybody's as the block that says the same.</summary>
internal static class ContentBlocks
{
    /// <returns>One block, or none for content that says nothing.</returns>
    /// <exception cref="NotSupportedException">The API has no block for it.</exception>
    public static IEnumerable<ContentBlock> Of(AIContent content) => Unmarked(content) is { } block ? [Markers.On(block, content)] : [];

    private static ContentBlock? Unmarked(AIContent content) => content switch
    {
        TextContent text => string.IsNullOrEmpty(text.Text) ? null : new TextBlock(text.Text),
        TextReasoningContent reasoning => Thinking(reasoning),
        DataContent data => Files.Of(data),
        UriContent uri => Files.Of(uri),
        HostedFileContent file => Files.Of(file),
        FunctionCallContent call => new ToolUseBlock(call.CallId, call.Name, WireElement.OfFields(call.Arguments ?? new Dictionary<string, object?>())),
        FunctionResultContent result => FunctionResults.Of(result),
        McpServerToolCallContent call => new McpToolUseBlock(
            call.CallId, call.Name, ServerOf(call), WireElement.OfFields(call.Arguments ?? new Dictionary<string, object?>())),
        McpServerToolResultContent result => new McpToolResultBlock(result.CallId) { Content = FunctionResults.Joined(result.Outputs ?? []) },
        ErrorContent error when Refusals.Is(error) => null,
        UsageContent => null,
        _ when content.GetType() == typeof(AIContent) && content.RawRepresentation is null => null,
        _ => throw new NotSupportedException(
            $"Claude has no block for a {content.GetType().Name}: leave it out, or take a block of its own, "
            + $"such as new SearchResultBlock(...).{nameof(ClaudeAIContentExtensions.AsAIContent)}()."),
    };

    private static string ServerOf(McpServerToolCallContent call) => call.ServerName
        ?? throw new NotSupportedException($"The call of the MCP tool '{call.Name}' names no server: Claude takes none without.");

    private static ThinkingBlock? Thinking(TextReasoningContent reasoning) =>
        reasoning.ProtectedData is { Length: > 0 } signature ? new ThinkingBlock(reasoning.Text, signature)
        : reasoning.Text.Length == 0 ? null
        : throw new NotSupportedException(
            "Reasoning without a signature cannot be given to Claude: it is another model's, or its ProtectedData was lost. Leave it out.");
}
