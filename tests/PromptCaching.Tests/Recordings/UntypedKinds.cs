using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Tests.Recordings;

/// <summary>Counts what recordings hold, and which kinds of it are none of our types.</summary>
internal sealed class UntypedKinds
{
    private static readonly StopReason[] _stopReasons =
    [
        StopReason.EndTurn, StopReason.MaxTokens, StopReason.StopSequence, StopReason.ToolUse, StopReason.PauseTurn, StopReason.Refusal,
        StopReason.ModelContextWindowExceeded, StopReason.Compaction,
    ];

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Seen { get; private set; }

    /// <summary>Gets the kinds without a type, how often each occurs, and of what they are.</summary>
    public IEnumerable<string> Lines => _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key}: {count.Value}");

    public IEnumerable<string> Of(string what) => _counts.Keys.Where(key => key.StartsWith(what + " ", StringComparison.Ordinal)).Select(key => key[(what.Length + 1)..]);

    public void Count(MessageRequest request, IReadOnlyCollection<string> toolTypes)
    {
        foreach (var block in request.Messages.SelectMany(message => message.Content).Concat(request.System ?? MessageContent.FromBlocks([])))
        {
            Count(block);
        }

        foreach (var tool in request.Tools ?? [])
        {
            Count("tool", tool.Type ?? "custom", tool.Type is not null && !toolTypes.Contains(tool.Type));
        }
    }

    public void Count(Message answer)
    {
        foreach (var block in answer.Content)
        {
            Count(block);
        }

        Count(answer.StopReason);
    }

    public void Count(MessageStreamEvent item)
    {
        Count("event", item.Type, item is UnknownStreamEvent);
        switch (item)
        {
            case ContentBlockStartEvent start:
                Count(start.ContentBlock);
                break;
            case ContentBlockDeltaEvent delta:
                Count("delta", delta.Delta.Type, delta.Delta is UnknownDelta);
                break;
            case MessageDeltaEvent { Delta.StopReason: { } reason }:
                Count(reason);
                break;
            default:
                break;
        }
    }

    private void Count(ContentBlock block)
    {
        Count("block", block.Type, block is UnknownBlock);
        foreach (var nested in block is ToolResultBlock { Content: { } content } ? content : MessageContent.FromBlocks([]))
        {
            Count(nested);
        }
    }

    private void Count(StopReason? reason)
    {
        if (reason is { } known)
        {
            Count("stop reason", known.Value, !_stopReasons.Contains(known));
        }
    }

    private void Count(string what, string kind, bool isUntyped)
    {
        Seen++;
        if (isUntyped)
        {
            _counts[$"{what} {kind}"] = _counts.GetValueOrDefault($"{what} {kind}") + 1;
        }
    }
}
