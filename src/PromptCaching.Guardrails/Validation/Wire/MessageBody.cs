using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>Reads the text of a message in JSON.</summary>
internal static class MessageBody
{
    /// <exception cref="JsonException">It is not a message.</exception>
    public static AnswerBody Read(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span, WireReading.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A message is an object.");
        }

        List<BlockText>? blocks = null;
        string? stopReason = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                blocks = ReadContent(ref reader);
            }
            else if (reader.ValueTextEquals("stop_reason"u8))
            {
                reader.Read();
                stopReason = reader.TokenType == JsonTokenType.String ? JsonStringPlace.At(reader).Text : null;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        reader.Read(); // throws when anything but white space follows
        return new AnswerBody(body, blocks ?? throw new JsonException("A message has content."), stopReason, IsComplete: true);
    }

    private static List<BlockText> ReadContent(ref Utf8JsonReader reader)
    {
        var blocks = new List<BlockText>();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("The content of a message is a list of blocks.");
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (TextBlockJson.Read(ref reader) is { } block)
            {
                blocks.Add(block);
            }
        }

        return blocks;
    }
}
