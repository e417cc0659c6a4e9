using System.Text.Json;

namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>The text that a delta appends to its block: which block, what sort of text, and where it stands.</summary>
/// <param name="Block">The index of the block.</param>
/// <param name="Escaping">Text, or a piece of JSON.</param>
/// <param name="Start">Where the inside of the string begins.</param>
/// <param name="Length">How many bytes it has.</param>
internal readonly record struct DeltaPlace(int Block, Escaping Escaping, int Start, int Length)
{
    /// <summary>Finds it in the data of an event; null where the event appends no text that may hold a placeholder.</summary>
    public static DeltaPlace? Find(ReadOnlySpan<byte> data, out int stopped)
    {
        stopped = -1;
        try
        {
            var reader = new Utf8JsonReader(data);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? Read(ref reader, out stopped) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // What cannot be read is handed on as it came.
            return null;
        }
    }

    private static DeltaPlace? Read(ref Utf8JsonReader reader, out int stopped)
    {
        var (block, isStop, isDelta) = (-1, false, false);
        DeltaPlace? place = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                isDelta = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("content_block_delta"u8);
                isStop = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("content_block_stop"u8);
            }
            else if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                block = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) ? index : -1;
            }
            else if (reader.ValueTextEquals("delta"u8))
            {
                reader.Read();
                place = reader.TokenType == JsonTokenType.StartObject ? ReadDelta(ref reader) : null;
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        stopped = isStop ? block : -1;
        return isDelta && block >= 0 ? place is { } found ? found with { Block = block } : null : null;
    }

    private static DeltaPlace? ReadDelta(ref Utf8JsonReader reader)
    {
        Escaping? escaping = null;
        DeltaPlace? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isText = reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("partial_json"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && isType)
            {
                escaping = reader.ValueTextEquals("text_delta"u8) ? Escaping.None : reader.ValueTextEquals("input_json_delta"u8) ? Escaping.Json : null;
            }
            else if (reader.TokenType == JsonTokenType.String && isText)
            {
                text = new DeltaPlace(-1, default, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            }
            else
            {
                reader.Skip();
            }
        }

        return escaping is { } known && text is { } place ? place with { Escaping = known } : null;
    }
}
