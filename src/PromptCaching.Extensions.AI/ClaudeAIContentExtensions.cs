using Microsoft.Extensions.AI;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI;

/// <summary>Says of contents and tools what only Claude understands.</summary>
public static class ClaudeAIContentExtensions
{
    /// <summary>Ends a cached prefix at this content. It is seldom needed: the chain places breakpoints by itself.</summary>
    /// <typeparam name="TContent">The kind of content.</typeparam>
    /// <param name="content">The content; thinking cannot carry a marker.</param>
    /// <param name="marker">The marker.</param>
    /// <returns>The same content.</returns>
    public static TContent WithCacheControl<TContent>(this TContent content, Messages.CacheControl marker)
        where TContent : AIContent
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(marker);
        (content.AdditionalProperties ??= [])[PropertyNames.Marker] = marker;
        return content;
    }

    /// <summary>Makes content of a block that the abstractions have no content for, such as a search result or a document with citations.</summary>
    /// <param name="block">The block; it is sent as it is.</param>
    /// <returns>The content.</returns>
    public static AIContent AsAIContent(this ContentBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return new AIContent { RawRepresentation = block, AdditionalProperties = new() { [PropertyNames.Block] = WireElement.Of(block) } };
    }

    /// <summary>Makes a tool of one that the abstractions have no tool for, such as those of Anthropic's in a certain version.</summary>
    /// <param name="tool">The tool; it is sent as it is.</param>
    /// <returns>The tool, for <see cref="ChatOptions.Tools"/>.</returns>
    public static AITool AsAITool(this Tool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return new ClaudeTool(tool);
    }
}
