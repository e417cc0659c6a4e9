using System.Buffers;
using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Replay;

/// <summary>Tells a stored message as the stream that would have brought it, for a caller who asked for one.</summary>
internal static class StreamReplay
{
    /// <param name="message">The message.</param>
    /// <param name="pieceLength">How many characters of a text come with one event.</param>
    public static byte[] FromMessage(ReadOnlyMemory<byte> message, int pieceLength)
    {
        using var document = JsonDocument.Parse(message, JsonSettings.Document);
        var root = document.RootElement;
        var output = new ArrayBufferWriter<byte>(message.Length * 2);
        WriteEvent(output, "message_start", writer => WriteStart(writer, root));
        if (root.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var block in content.EnumerateArray())
            {
                WriteBlock(output, index++, new BlockReplay(block, pieceLength));
            }
        }

        WriteEvent(output, "message_delta", writer => WriteDelta(writer, root));
        WriteEvent(output, "message_stop", static _ => { });
        return output.WrittenSpan.ToArray();
    }

    private static void WriteBlock(ArrayBufferWriter<byte> output, int index, BlockReplay block)
    {
        WriteEvent(output, "content_block_start", writer =>
        {
            writer.WriteNumber("index", index);
            writer.WritePropertyName("content_block");
            block.WriteStart(writer);
        });
        foreach (var delta in block.Deltas())
        {
            WriteEvent(output, "content_block_delta", writer =>
            {
                writer.WriteNumber("index", index);
                writer.WritePropertyName("delta");
                delta(writer);
            });
        }

        WriteEvent(output, "content_block_stop", writer => writer.WriteNumber("index", index));
    }

    private static void WriteStart(Utf8JsonWriter writer, JsonElement message)
    {
        writer.WriteStartObject("message");
        foreach (var field in message.EnumerateObject())
        {
            writer.WritePropertyName(field.Name);
            switch (field.Name)
            {
                case "content":
                    writer.WriteStartArray();
                    writer.WriteEndArray();
                    break;
                case "stop_reason" or "stop_sequence" or "stop_details":
                    writer.WriteNullValue();
                    break;
                default:
                    field.Value.WriteTo(writer);
                    break;
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteDelta(Utf8JsonWriter writer, JsonElement message)
    {
        writer.WriteStartObject("delta");
        foreach (var field in message.EnumerateObject().Where(static field => field.Name is "stop_reason" or "stop_sequence" or "stop_details"))
        {
            field.WriteTo(writer);
        }

        writer.WriteEndObject();
        if (message.Object("usage") is { } usage)
        {
            writer.WritePropertyName("usage");
            usage.WriteTo(writer);
        }
    }

    private static void WriteEvent(ArrayBufferWriter<byte> output, string type, Action<Utf8JsonWriter> write)
    {
        output.Write("event: "u8);
        output.Write(Encoding.UTF8.GetBytes(type));
        output.Write("\ndata: "u8);
        using (var writer = new Utf8JsonWriter(output, JsonSettings.Writer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", type);
            write(writer);
            writer.WriteEndObject();
        }

        output.Write("\n\n"u8);
    }
}
