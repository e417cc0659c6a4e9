using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>Events that say nothing stand before each event of a stream: floods of pings, or types that no client knows yet.</summary>
internal sealed record InsertedEvents(ReadOnlyMemory<byte> Event, int Times) : IReplyFault
{
    public static InsertedEvents Pings(int times) => new(SseFrame.Ping, times);

    /// <summary>The API announces that it may add types; a client is to pass over them.</summary>
    public static InsertedEvents OfUnknownType { get; } = new(SseFrame.Of("novel_event", static writer => writer.WriteString("content_block", "none")), 1);

    public Reply Apply(Reply reply) => reply.IsStream
        ? reply with { Frames = [.. reply.Frames.SelectMany(frame => Enumerable.Repeat(Event, Times).Append(frame))] }
        : reply;
}
