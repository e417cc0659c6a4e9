using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PromptCaching.Extensions.AI.Answers;
using PromptCaching.Messages;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Extensions.AI.Streaming;

/// <summary>A stream of events as a stream of updates, one each. The last has the usage, the report and, as its raw representation, the message.</summary>
/// <param name="time">Tells when an answer began.</param>
/// <param name="mayFallBack">The request says who goes on where a model refuses.</param>
internal sealed class ChatUpdates(TimeProvider time, bool mayFallBack)
{
    private readonly BlocksInProgress _blocks = new(mayFallBack);
    private Message? _start;
    private DateTimeOffset? _created;

    public async IAsyncEnumerable<ChatResponseUpdate> ReadAsync(MessageStream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in stream.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (item is MessageStartEvent start)
            {
                _start = start.Message;
                _created = ChatAnswer.CreatedAt(stream.CallReport, time.GetUtcNow());
            }

            // The last event says nothing by itself; what comes in its place is known when the stream is read to its end.
            if (item is not MessageStopEvent)
            {
                yield return Of(item);
            }
        }

        var whole = await stream.GetFinalMessageAsync(cancellationToken).ConfigureAwait(false);
        var last = Update(whole, [.. _blocks.StopAll(), .. UsageCounts.From(whole.Usage) is { } usage ? [new UsageContent(usage)] : (AIContent[])[]]);

        // Who puts updates together hangs the properties of one with a message's id on the message, with which they would be stored; the report is the call's.
        last.MessageId = null;
        last.AdditionalProperties = ChatAnswer.PropertiesOf(stream.CallReport);
        yield return last;
    }

    private ChatResponseUpdate Of(MessageStreamEvent item)
    {
        var update = Update(item, item switch
        {
            ContentBlockStartEvent start => _blocks.Start(start),
            ContentBlockDeltaEvent delta => _blocks.Add(delta),
            ContentBlockStopEvent stop => _blocks.Stop(stop),
            MessageDeltaEvent end => [.. _blocks.GiveOut(), .. Refusals.In(end.Delta.StopReason, end.Delta.StopDetails)],
            _ => [],
        });
        update.FinishReason = item is MessageDeltaEvent { Delta.StopReason: { } reason } ? FinishReasons.From(reason) : null;
        return update;
    }

    private ChatResponseUpdate Update(object raw, IEnumerable<AIContent> contents) => new(ChatRole.Assistant, [.. contents])
    {
        ResponseId = _start?.Id,
        MessageId = _start?.Id,
        ModelId = _start?.Model,
        CreatedAt = _created,
        RawRepresentation = raw,
    };
}
