using System.Buffers;
using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>The tools, system prompt and messages of a request as far as a prefix goes, in the very bytes of the request.</summary>
/// <param name="body">The body of the request.</param>
/// <param name="request">Its outline.</param>
/// <param name="last">The block at which the prefix ends.</param>
/// <param name="marker">The member that marks it; empty when its caller did.</param>
internal sealed class PrefixBytes(ReadOnlyMemory<byte> body, RequestOutline request, BlockOutline last, ReadOnlyMemory<byte> marker)
{
    /// <summary>A request without a message is refused, and so is one whose message is blank.</summary>
    private static ReadOnlySpan<byte> Placeholder => "[{\"role\":\"user\",\"content\":\".\"}]"u8;

    public void Write(ArrayBufferWriter<byte> written, JsonProperty member)
    {
        switch (member.Name)
        {
            case "system" when last.Level == PromptLevel.System:
                WriteBlocks(written);
                break;
            case "messages" when last.Level < PromptLevel.Messages:
                written.Write(Placeholder);
                break;
            case "messages" when last != request.Blocks[^1]:
                written.Write("[{\"role\":\"user\",\"content\":"u8);
                WriteBlocks(written);
                written.Write("}]"u8);
                break;
            case "messages":
            case "tools" when last.Level == PromptLevel.Tools:
                WriteAround(written, member.Name == "tools" ? PromptLevel.Tools : PromptLevel.Messages);
                break;
            default:
                written.Write(Encoding.UTF8.GetBytes(member.Value.GetRawText()));
                break;
        }
    }

    /// <summary>Writes the blocks from the first of the same message to the last of the prefix.</summary>
    private void WriteBlocks(ArrayBufferWriter<byte> written)
    {
        var first = request.Blocks.First(block => block.Level == last.Level && block.Message == last.Message);
        written.Write("["u8);
        written.Write(body.Span[first.Start..(last.IsShorthand ? last.Start : last.End - 1)]);
        WriteEnd(written);
        written.Write("]"u8);
    }

    /// <summary>Writes everything on a level, with the marker in its place.</summary>
    private void WriteAround(ArrayBufferWriter<byte> written, PromptLevel level)
    {
        var (start, end) = MemberValue(level);
        written.Write(body.Span[start..(last.IsShorthand ? last.Start : last.End - 1)]);
        if (last.IsShorthand)
        {
            written.Write("["u8);
        }

        WriteEnd(written);
        if (last.IsShorthand)
        {
            written.Write("]"u8);
        }

        written.Write(body.Span[last.End..end]);
    }

    private void WriteEnd(ArrayBufferWriter<byte> written)
    {
        if (last.IsShorthand)
        {
            written.Write("{\"type\":\"text\",\"text\":"u8);
            written.Write(body.Span[last.Start..last.End]);
        }

        written.Write(marker.Span);
        written.Write("}"u8);
    }

    private (int Start, int End) MemberValue(PromptLevel level)
    {
        var name = level == PromptLevel.Tools ? "tools"u8 : "messages"u8;
        var reader = new Utf8JsonReader(body.Span, JsonSettings.Reader);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isFound)
            {
                return (start, (int)reader.BytesConsumed);
            }
        }

        throw new InvalidOperationException($"The request has a block on the level {level} and no member that holds it.");
    }
}
