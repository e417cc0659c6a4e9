using Microsoft.Extensions.AI;
using PromptCaching.Extensions.AI.Answers;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Streaming;

/// <summary>The contents that a block is streamed in.</summary>
internal static class Pieces
{
    public static IEnumerable<AIContent> OfText(string text) => text.Length == 0 ? [] : [new TextContent(text)];

    public static IEnumerable<AIContent> OfThinking(string thinking) => thinking.Length == 0 ? [] : [new TextReasoningContent(thinking)];

    /// <summary>What is left to say of a block when it is whole: nothing of plain text, the signature of thinking, all of the others.</summary>
    public static IEnumerable<AIContent> EndOf(ContentBlock block) => block switch
    {
        TextBlock { Text.Length: > 0 } when PlainBlocks.IsPlain(block) => [],
        TextBlock => [BlockContents.EndOf(block)],
        ThinkingBlock thinking when PlainBlocks.IsPlain(block) => [new TextReasoningContent("") { ProtectedData = thinking.Signature }],
        ThinkingBlock thinking => [new TextReasoningContent("") { ProtectedData = thinking.Signature }, BlockContents.EndOf(block)],
        _ => [BlockContents.Of(block)],
    };
}
