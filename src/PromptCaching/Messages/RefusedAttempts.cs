using PromptCaching.Messages.Content;

namespace PromptCaching.Messages;

/// <summary>What models wrote before they refused and another one went on: it stands before the last <c>fallback</c> block of an answer.</summary>
internal static class RefusedAttempts
{
    /// <summary>The calls of the model that went on; those of a refused attempt are not answered, so nobody may run them.</summary>
    public static IReadOnlyList<ToolUseBlock> CallsAfter(IReadOnlyList<ContentBlock> content) =>
        [.. content.Skip(LastIn(content) + 1).OfType<ToolUseBlock>()];

    /// <summary>What may go back: text that was begun stays, but the API takes neither thinking nor calls of a refused attempt.</summary>
    public static IReadOnlyList<ContentBlock> Without(IReadOnlyList<ContentBlock> content) =>
        LastIn(content) is >= 0 and var last ? [.. content.Where((block, at) => at > last || GoesBack(block, content))] : content;

    private static bool GoesBack(ContentBlock block, IReadOnlyList<ContentBlock> content) => block switch
    {
        ThinkingBlock or RedactedThinkingBlock or ToolUseBlock => false,
        ServerToolUseBlock use => content.OfType<ServerToolResultBlock>().Any(result => result.ToolUseId == use.Id),
        McpToolUseBlock use => content.OfType<McpToolResultBlock>().Any(result => result.ToolUseId == use.Id),
        _ => true,
    };

    private static int LastIn(IReadOnlyList<ContentBlock> content)
    {
        for (var at = content.Count - 1; at >= 0; at--)
        {
            if (content[at] is FallbackBlock)
            {
                return at;
            }
        }

        return -1;
    }
}
