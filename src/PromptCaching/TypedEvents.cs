using PromptCaching.Bodies;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Streaming;

namespace PromptCaching;

/// <summary>Plain events as the records that callers read; those that are the same in every stream are made once.</summary>
internal static class TypedEvents
{
    private const int SharedBlocks = 32;
    private static readonly PingEvent Ping = new();
    private static readonly MessageStopEvent MessageStop = new();
    private static readonly TextBlock EmptyText = new("");
    private static readonly ContentBlockStartEvent[] TextStarts =
        [.. Enumerable.Range(0, SharedBlocks).Select(static index => new ContentBlockStartEvent(index, EmptyText))];

    private static readonly ContentBlockStopEvent[] BlockStops =
        [.. Enumerable.Range(0, SharedBlocks).Select(static index => new ContentBlockStopEvent(index))];

    public static MessageStreamEvent Of(PlainEvent plain) => plain.Kind switch
    {
        PlainEventKind.Text => new ContentBlockDeltaEvent(plain.Index, new TextDelta(plain.Text!)),
        PlainEventKind.Thinking => new ContentBlockDeltaEvent(plain.Index, new ThinkingDelta(plain.Text!)),
        PlainEventKind.Signature => new ContentBlockDeltaEvent(plain.Index, new SignatureDelta(plain.Text!)),
        PlainEventKind.Input => new ContentBlockDeltaEvent(plain.Index, new InputJsonDelta(plain.Text!)),
        PlainEventKind.TextStart => plain.Index < SharedBlocks ? TextStarts[plain.Index] : new ContentBlockStartEvent(plain.Index, EmptyText),
        PlainEventKind.BlockStop => plain.Index < SharedBlocks ? BlockStops[plain.Index] : new ContentBlockStopEvent(plain.Index),
        PlainEventKind.MessageStop => MessageStop,
        _ => Ping,
    };
}
