using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>What an event of a stream says about the text.</summary>
internal sealed class StreamEvent
{
    public string? Type { get; private set; }

    /// <summary>Gets the block that it belongs to.</summary>
    public long Index { get; private set; } = -1;

    /// <summary>Gets the text block that it starts.</summary>
    public BlockText? Started { get; private set; }

    /// <summary>Gets the text that it adds.</summary>
    public JsonStringPlace? Text { get; private set; }

    public bool IsCitation { get; private set; }

    public string? StopReason { get; private set; }

    /// <summary>Reads an event; places are those of the whole stream.</summary>
    public static StreamEvent Read(ReadOnlySpan<byte> stream, in EventBlock block)
    {
        var item = new StreamEvent();
        var start = block.Data.Start.Value;
        var reader = new Utf8JsonReader(stream[block.Data], WireReading.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An event is an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            item.ReadMember(ref reader, start);
        }

        return item;
    }

    private void ReadMember(ref Utf8JsonReader reader, int start)
    {
        if (reader.ValueTextEquals("type"u8))
        {
            reader.Read();
            Type = reader.TokenType == JsonTokenType.String ? JsonStringPlace.At(reader).Text : null;
        }
        else if (reader.ValueTextEquals("index"u8))
        {
            reader.Read();
            Index = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var index) ? index : -1;
        }
        else if (reader.ValueTextEquals("content_block"u8))
        {
            reader.Read();
            Started = TextBlockJson.Read(ref reader);
            for (var at = 0; at < Started?.Places.Count; at++)
            {
                Started.Places[at] = new TextPlace(Moved(Started.Places[at].String, start));
            }
        }
        else if (reader.ValueTextEquals("delta"u8))
        {
            reader.Read();
            ReadDelta(ref reader, start);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadDelta(ref Utf8JsonReader reader, int start)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        JsonStringPlace? text = null;
        var isText = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isType, isContent, isReason) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("text"u8), reader.ValueTextEquals("stop_reason"u8));
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                isText |= isType && reader.ValueTextEquals("text_delta"u8);
                IsCitation |= isType && reader.ValueTextEquals("citations_delta"u8);
                text = isContent ? Moved(JsonStringPlace.At(reader), start) : text;
                StopReason = isReason ? JsonStringPlace.At(reader).Text : StopReason;
            }

            reader.Skip();
        }

        Text = isText ? text : null;
    }

    private static JsonStringPlace Moved(JsonStringPlace place, int by) => place with { Start = place.Start + by };
}
