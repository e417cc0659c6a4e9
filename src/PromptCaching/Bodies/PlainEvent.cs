using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>An event that says no more than a kind, a block and a text, as nearly all events do: read in one pass, without a tree.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Index">The block; -1 for events of none.</param>
/// <param name="Text">What is appended; null for events that append nothing.</param>
internal readonly record struct PlainEvent(PlainEventKind Kind, int Index, string? Text)
{
    private const int NoIndex = -1;

    /// <summary>Reads an event that says this and nothing else; what says more, or says it oddly, is for the reader that loses nothing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, out PlainEvent item)
    {
        item = default;
        var reader = new Utf8JsonReader(data, JsonSettings.Reader);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && TryReadEvent(ref reader, out item) && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no string of .NET can carry it.
            return false;
        }
    }

    private static bool TryReadEvent(ref Utf8JsonReader reader, out PlainEvent item)
    {
        item = default;
        var (kind, appended, isDelta, index) = (PlainEventKind.None, PlainEventKind.None, false, NoIndex);
        var begins = false;
        string? text = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!isDelta && kind == PlainEventKind.None && reader.ValueTextEquals("type"u8))
            {
                if (!TryReadType(ref reader, out kind, out isDelta))
                {
                    return false;
                }
            }
            else if (index == NoIndex && reader.ValueTextEquals("index"u8))
            {
                if (!reader.Read() || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out index) || index < 0)
                {
                    return false;
                }
            }
            else if (!begins && reader.ValueTextEquals("content_block"u8))
            {
                begins = TextBlockStart.TryRead(ref reader);
                if (!begins)
                {
                    return false;
                }
            }
            else if (text is not null || !reader.ValueTextEquals("delta"u8) || !TryReadDelta(ref reader, out appended, out text))
            {
                return false;
            }
        }

        item = new PlainEvent(isDelta ? appended : kind, index, text);
        return item.Kind switch
        {
            PlainEventKind.None => false,
            PlainEventKind.TextStart => index >= 0 && text is null && begins,
            PlainEventKind.BlockStop => index >= 0 && text is null && !begins,
            PlainEventKind.MessageStop or PlainEventKind.Ping => index == NoIndex && text is null && !begins,
            _ => index >= 0 && text is not null && !begins,
        };
    }

    private static bool TryReadType(ref Utf8JsonReader reader, out PlainEventKind kind, out bool isDelta)
    {
        (kind, isDelta) = (PlainEventKind.None, false);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        isDelta = reader.ValueTextEquals("content_block_delta"u8);
        kind = isDelta ? PlainEventKind.None
            : reader.ValueTextEquals("content_block_start"u8) ? PlainEventKind.TextStart
            : reader.ValueTextEquals("content_block_stop"u8) ? PlainEventKind.BlockStop
            : reader.ValueTextEquals("message_stop"u8) ? PlainEventKind.MessageStop
            : reader.ValueTextEquals("ping"u8) ? PlainEventKind.Ping
            : PlainEventKind.None;
        return isDelta || kind != PlainEventKind.None;
    }

    private static bool TryReadDelta(ref Utf8JsonReader reader, out PlainEventKind kind, out string? text)
    {
        (kind, text) = (PlainEventKind.None, null);
        var field = PlainEventKind.None;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var named = isType ? PlainEventKind.None : FieldOf(ref reader);
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                return false;
            }

            if (isType && kind == PlainEventKind.None)
            {
                kind = DeltaOf(ref reader);
            }
            else if (named != PlainEventKind.None && text is null)
            {
                (field, text) = (named, reader.GetString());
            }
            else
            {
                return false;
            }
        }

        return kind != PlainEventKind.None && kind == field;
    }

    private static PlainEventKind FieldOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("text"u8) ? PlainEventKind.Text
        : reader.ValueTextEquals("partial_json"u8) ? PlainEventKind.Input
        : reader.ValueTextEquals("thinking"u8) ? PlainEventKind.Thinking
        : reader.ValueTextEquals("signature"u8) ? PlainEventKind.Signature
        : PlainEventKind.None;

    private static PlainEventKind DeltaOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("text_delta"u8) ? PlainEventKind.Text
        : reader.ValueTextEquals("input_json_delta"u8) ? PlainEventKind.Input
        : reader.ValueTextEquals("thinking_delta"u8) ? PlainEventKind.Thinking
        : reader.ValueTextEquals("signature_delta"u8) ? PlainEventKind.Signature
        : PlainEventKind.None;
}
