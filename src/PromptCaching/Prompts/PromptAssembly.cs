using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Prompts;

/// <summary>Puts the parts of a prompt in the order in which most of it can be shared.</summary>
internal static class PromptAssembly
{
    public static MessageRequest Request(PromptParts parts, IReadOnlyList<InputMessage> conversation) => new()
    {
        Tools = parts.Tools.Count == 0 ? null : parts.OrderedTools,
        System = System(parts),
        Messages = Messages(parts, conversation),
    };

    public static StaticPrefixEnd End(PromptParts parts)
    {
        var (tools, examples, documents) = (parts.OrderedTools, parts.Examples, parts.Documents.Count);
        var inMessages = examples.Count > 0 ? (examples.Count - 1, examples[^1].Content.Count - 1)
            : documents > 0 ? (0, documents - 1)
            : ((int, int)?)null;
        return new StaticPrefixEnd
        {
            // Deferred tools are no part of the prefix, and a marker on one is refused.
            Tool = Enumerable.Range(0, tools.Count).Where(index => tools[index].DeferLoading is not true).Cast<int?>().LastOrDefault(),
            SystemBlock = parts.SharedTexts.Count > 0 ? parts.SharedTexts.Count - 1 : null,
            Message = inMessages?.Item1,
            MessageBlock = inMessages?.Item2,
        };
    }

    /// <summary>Always a list of blocks: the shared ones are the same whether or not others follow.</summary>
    private static MessageContent? System(PromptParts parts)
    {
        ContentBlock[] blocks = [.. Texts(parts.SharedTexts), .. parts.HasSharedMessages ? [] : Texts(parts.UserTexts)];
        return blocks.Length == 0 ? null : MessageContent.FromBlocks(blocks);
    }

    private static InputMessage[] Messages(PromptParts parts, IReadOnlyList<InputMessage> conversation)
    {
        var userTexts = parts.HasSharedMessages ? Texts(parts.UserTexts) : [];
        return parts.Examples.Count == 0
            ? LedBy([.. parts.Documents, .. userTexts], conversation)
            : [.. LedBy(parts.Documents, parts.Examples), .. LedBy(userTexts, conversation)];
    }

    private static InputMessage[] LedBy(IReadOnlyList<ContentBlock> blocks, IReadOnlyList<InputMessage> turns) => blocks.Count == 0
        ? [.. turns]
        : [turns[0] with { Content = MessageContent.FromBlocks([.. blocks, .. turns[0].Content]) }, .. turns.Skip(1)];

    private static ContentBlock[] Texts(IReadOnlyList<string> texts) => [.. texts.Select(static text => new TextBlock(text))];
}
