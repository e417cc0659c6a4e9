using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Prompts;

/// <summary>What a prompt is put together from, each kind in the order in which it was added.</summary>
internal sealed record PromptParts
{
    public IReadOnlyList<Tool> Tools { get; init; } = [];

    public IReadOnlyList<string> SharedTexts { get; init; } = [];

    public IReadOnlyList<DocumentBlock> Documents { get; init; } = [];

    /// <summary>Gets the examples as turns, a question and an answer each.</summary>
    public IReadOnlyList<InputMessage> Examples { get; init; } = [];

    public IReadOnlyList<string> UserTexts { get; init; } = [];

    public bool OrdersToolsByName { get; init; }

    public IReadOnlyList<Tool> OrderedTools =>
        OrdersToolsByName ? [.. Tools.OrderBy(static tool => tool.Name ?? tool.Type, StringComparer.Ordinal)] : Tools;

    /// <summary>Gets a value indicating whether something shared stands behind the system prompt, which text of one user would part from the rest.</summary>
    public bool HasSharedMessages => Documents.Count + Examples.Count > 0;
}
