using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>The system prompt: text as long as it is one plain text, blocks otherwise.</summary>
internal static class SystemPrompt
{
    public static MessageContent? Join(MessageContent? first, IReadOnlyList<ContentBlock> then) => then.Count == 0
        ? first
        : Shortest([.. first ?? [], .. then]);

    /// <summary>The API takes a string as one text block: both are the same prompt.</summary>
    public static MessageContent Shortest(IReadOnlyList<ContentBlock> blocks) =>
        blocks is [TextBlock { Citations: null, CacheControl: null, ExtraFields.Count: 0 } only] ? only.Text : MessageContent.FromBlocks([.. blocks]);
}
