using System.Text.Json;
using PromptCaching.Testing.Answers;

namespace PromptCaching.Testing.Wire;

/// <summary>An answer as the events of a stream, each a frame of its own.</summary>
internal static class MessageEvents
{
    public static IEnumerable<ReadOnlyMemory<byte>> Of(MessageWriter message, Answer answer)
    {
        yield return SseFrame.Of("message_start", writer =>
        {
            writer.WritePropertyName("message");
            message.WriteStart(writer);
        });

        for (var index = 0; index < answer.Blocks.Count; index++)
        {
            foreach (var frame in Block(answer.Blocks[index], index))
            {
                yield return frame;
            }
        }

        if (answer.Blocks.Count == 0)
        {
            yield return SseFrame.Ping;
        }

        yield return SseFrame.Of("message_delta", writer =>
        {
            writer.WriteStartObject("delta");
            writer.WriteString("stop_reason", answer.StopReason);
            writer.WriteString("stop_sequence", answer.StopSequence);
            writer.WriteNull("stop_details");
            writer.WriteNull("container");
            writer.WriteEndObject();
            message.WriteFinalUsage(writer);
        });
        yield return SseFrame.Of("message_stop", static _ => { });
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Block(JsonElement block, int index)
    {
        yield return SseFrame.Of("content_block_start", writer =>
        {
            writer.WriteNumber("index", index);
            writer.WritePropertyName("content_block");
            BlockDeltas.StartOf(block).WriteTo(writer);
        });
        if (index == 0)
        {
            yield return SseFrame.Ping;
        }

        foreach (var delta in BlockDeltas.Of(block))
        {
            yield return SseFrame.Of("content_block_delta", writer =>
            {
                writer.WriteNumber("index", index);
                delta(writer);
            });
        }

        yield return SseFrame.Of("content_block_stop", writer => writer.WriteNumber("index", index));
    }
}
