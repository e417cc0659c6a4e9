using System.Buffers.Text;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Reads of a delta what the grammar of a stream needs: that it is JSON, and which block it belongs to.</summary>
internal static class DeltaScan
{
    private static ReadOnlySpan<byte> Start => "{\"type\":\"content_block_delta\",\"index\":"u8;

    private static ReadOnlySpan<byte> Text => ",\"delta\":{\"type\":\"text_delta\",\"text\":\""u8;

    private static ReadOnlySpan<byte> End => "\"}}"u8;

    /// <returns>The index of the block; -1 when the data are none that can be read.</returns>
    public static int IndexOf(ReadOnlySpan<byte> data)
    {
        try
        {
            return TryReadUsual(data, out var index) ? index : Read(data);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // Not JSON, or a name that is no text.
            return -1;
        }
    }

    /// <summary>The API writes nearly every delta the same way, and deltas are nearly all of a stream.</summary>
    private static bool TryReadUsual(ReadOnlySpan<byte> data, out int index)
    {
        index = -1;
        if (!data.StartsWith(Start) || !Utf8Parser.TryParse(data[Start.Length..], out index, out var digits))
        {
            return false;
        }

        var rest = data[(Start.Length + digits)..];
        if (!rest.StartsWith(Text))
        {
            return false;
        }

        var text = rest[Text.Length..];
        return text[JsonString.LengthOf(text, out _)..].SequenceEqual(End);
    }

    private static int Read(ReadOnlySpan<byte> data)
    {
        var index = -1;
        var reader = new JsonCursor(data);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return -1;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIndex = reader.ValueTextEquals("index"u8);
            reader.Read();
            if (isIndex && reader.TokenType == JsonTokenType.Number && !reader.TryGetInt32(out index))
            {
                return -1;
            }

            reader.Skip();
        }

        return reader.Read() ? -1 : index;
    }
}
