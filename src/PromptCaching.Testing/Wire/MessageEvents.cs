using System.Text.Json;
using PromptCaching.Testing.Answers;

namespace PromptCaching.Testing.Wire;

/// <summary>An answer as the events of a stream, each a frame of its own.</summary>
internal sealed record MessageEvents(MessageWriter Message, EagerInput EagerInput, int Seed)
{
    public IEnumerable<ReadOnlyMemory<byte>> Of(Answer answer)
    {
        var chance = Chance.Of(Seed, string.Concat(answer.Blocks.Select(static block => block.GetRawText())));
        yield return SseFrame.Of("message_start", chance, writer =>
        {
            writer.WritePropertyName("message");
            Message.WriteStart(writer);
        });

        for (var index = 0; index < answer.Blocks.Count; index++)
        {
            foreach (var frame in Block(answer.Blocks[index], index, chance))
            {
                yield return frame;
            }
        }

        if (answer.Blocks.Count == 0)
        {
            yield return SseFrame.Ping;
        }

        yield return SseFrame.Of("message_delta", chance, writer => Message.WriteEnd(writer, answer));
        yield return SseFrame.Of("message_stop", chance, static _ => { });
    }

    private IEnumerable<ReadOnlyMemory<byte>> Block(JsonElement block, int index, Chance chance)
    {
        yield return SseFrame.Of("content_block_start", chance, writer =>
        {
            writer.WriteNumber("index", index);
            writer.WritePropertyName("content_block");
            BlockDeltas.StartOf(block).WriteTo(writer);
        });
        if (index == 0)
        {
            yield return SseFrame.Ping;
        }

        foreach (var delta in new BlockDeltas(chance, EagerInput.Covers(block)).Of(block))
        {
            yield return SseFrame.Of("content_block_delta", chance, writer =>
            {
                writer.WriteNumber("index", index);
                delta(writer);
            });
        }

        yield return SseFrame.Of("content_block_stop", chance, writer => writer.WriteNumber("index", index));
    }
}
