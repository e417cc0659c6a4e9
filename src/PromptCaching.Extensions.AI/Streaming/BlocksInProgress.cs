using Microsoft.Extensions.AI;
using PromptCaching.Extensions.AI.Answers;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Extensions.AI.Streaming;

/// <summary>Gives text and thinking out as they come, and every other block when it is whole.</summary>
/// <param name="mayFallBack">
/// The model may refuse in the end and another go on: then calls are held until it is known that they are none of a refused attempt.
/// </param>
internal sealed class BlocksInProgress(bool mayFallBack)
{
    private readonly Dictionary<int, OpenBlock> _open = [];
    private readonly List<ToolUseBlock> _held = [];

    /// <summary>The text that ended last, while nothing stands behind it: who puts updates together would join it with a text that follows.</summary>
    private TextBlock? _unended;

    public IEnumerable<AIContent> Start(ContentBlockStartEvent start)
    {
        var block = start.ContentBlock;
        _open[start.Index] = new OpenBlock(block);
        List<AIContent> contents = block is ToolUseBlock ? [] : [.. GiveOut(isRefused: block is FallbackBlock)];
        if (_unended is { } before && block is TextBlock)
        {
            contents.Add(BlockContents.EndOf(before));
        }

        _unended = null;
        contents.AddRange(block switch
        {
            TextBlock text => Pieces.OfText(text.Text),
            ThinkingBlock thinking => Pieces.OfThinking(thinking.Thinking),
            _ => [],
        });
        return contents;
    }

    public IEnumerable<AIContent> Add(ContentBlockDeltaEvent delta)
    {
        if (_open.TryGetValue(delta.Index, out var block))
        {
            block.Add(delta.Delta);
        }

        return delta.Delta switch
        {
            TextDelta text => Pieces.OfText(text.Text),
            ThinkingDelta thinking => Pieces.OfThinking(thinking.Thinking),
            _ => [],
        };
    }

    public IEnumerable<AIContent> Stop(ContentBlockStopEvent stop)
    {
        if (!_open.Remove(stop.Index, out var open))
        {
            return [];
        }

        var block = open.Close();
        _unended = block is TextBlock text && PlainBlocks.IsPlain(text) ? text : null;
        if (mayFallBack && block is ToolUseBlock call)
        {
            _held.Add(call);
            return [];
        }

        return Pieces.EndOf(block);
    }

    public IReadOnlyList<AIContent> GiveOut(bool isRefused = false)
    {
        AIContent[] contents = [.. _held.Select(call => isRefused ? BlockContents.OfRefused(call) : BlockContents.Of(call))];
        _held.Clear();
        return contents;
    }

    /// <summary>Ends what nobody ended: some gateways leave the events out that do.</summary>
    public IEnumerable<AIContent> StopAll() => [.. _open.Keys.Order().SelectMany(index => Stop(new ContentBlockStopEvent(index))), .. GiveOut()];
}
