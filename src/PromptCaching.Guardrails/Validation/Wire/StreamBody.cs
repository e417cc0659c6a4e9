using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>Reads the text of a stream of events.</summary>
internal static class StreamBody
{
    /// <exception cref="JsonException">An event cannot be read.</exception>
    public static AnswerBody Read(ReadOnlyMemory<byte> body)
    {
        if (EndsLinesByCarriageReturn(body.Span))
        {
            throw new JsonException("Its lines end in carriage returns alone.");
        }

        var (blocks, stopReason, hasEnded, hasFailed) = (new SortedList<long, BlockText>(), (string?)null, false, false);
        var at = 0;
        while (EventBlock.Find(body.Span, at) is { } block)
        {
            at = block.Whole.End.Value;
            if (block.IsSplit)
            {
                throw new JsonException("An event holds several lines of data.");
            }

            if (body.Span[block.Data].IsEmpty)
            {
                continue;
            }

            var item = StreamEvent.Read(body.Span, block);
            hasEnded |= item.Type == "message_stop";
            hasFailed |= item.Type == "error";
            stopReason = item.StopReason ?? stopReason;
            if (item.Started is not null)
            {
                blocks[item.Index] = item.Started;
            }
            else if (blocks.TryGetValue(item.Index, out var known) && item.Type == "content_block_delta")
            {
                known.IsCited |= item.IsCitation;
                known.Places.AddRange(item.Text is { } text ? [new TextPlace(text, block.Whole)] : []);
            }
        }

        return new AnswerBody(body, [.. blocks.Values], stopReason, hasEnded && !hasFailed);
    }

    /// <summary>The rules of event streams allow it, the API never does it, and what we take for one line others would read as several.</summary>
    private static bool EndsLinesByCarriageReturn(ReadOnlySpan<byte> body)
    {
        for (var at = body.IndexOf((byte)'\r'); at >= 0; at = body.IndexOf((byte)'\r'))
        {
            body = body[(at + 1)..];
            if (body.IsEmpty || body[0] != '\n')
            {
                return true;
            }
        }

        return false;
    }
}
