using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Reads one block of a request body: its place, its type, and whether it has or could have a marker.</summary>
internal static class BlockScan
{
    public static BlockOutline ReadShorthand(ref Utf8JsonReader reader, PromptLevel level, int message) => new()
    {
        Level = level,
        Message = message,
        Index = 0,
        Start = (int)reader.TokenStartIndex,
        End = (int)reader.BytesConsumed,
        Type = "text",
        IsShorthand = true,
        CanCarryMarker = !string.IsNullOrWhiteSpace(reader.GetString()),
        Markers = [],
        IsMarked = false,
    };

    public static BlockOutline ReadBlock(ref Utf8JsonReader reader, PromptLevel level, int message, int index)
    {
        var start = (int)reader.TokenStartIndex;
        var fields = ReadFields(ref reader);
        return new BlockOutline
        {
            Level = level,
            Message = message,
            Index = index,
            Start = start,
            End = (int)reader.BytesConsumed,
            Type = fields.Type,
            IsShorthand = false,
            CanCarryMarker = !fields.HasCacheControl && MarkableBlocks.Accepts(level, fields),
            Markers = fields.Markers,
            IsMarked = fields.Own is not null,
        };
    }

    /// <summary>Reads a <c>cache_control</c> value; null there is the same as none.</summary>
    public static MarkerOutline? ReadMarker(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var isOneHour = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTimeToLive = reader.ValueTextEquals("ttl"u8);
            reader.Read();
            isOneHour |= isTimeToLive && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("1h"u8);
            reader.Skip();
        }

        return new MarkerOutline(isOneHour);
    }

    private static BlockFields ReadFields(ref Utf8JsonReader reader)
    {
        var fields = new BlockFields();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "type" when reader.TokenType == JsonTokenType.String:
                    fields.Type = reader.GetString();
                    break;
                case "text" when reader.TokenType == JsonTokenType.String:
                    fields.HasText = !string.IsNullOrWhiteSpace(reader.GetString());
                    break;
                case "defer_loading":
                    fields.IsDeferred = reader.TokenType == JsonTokenType.True;
                    reader.Skip();
                    break;
                case "cache_control":
                    fields.HasCacheControl = true;
                    fields.Own = ReadMarker(ref reader);
                    break;
                case "caller" when reader.TokenType == JsonTokenType.StartObject:
                    fields.IsCalledFromCode = !IsDirectCaller(ref reader);
                    break;
                case "content" or "source":
                    ReadNestedMarkers(ref reader, fields.Nested);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return fields;
    }

    private static bool IsDirectCaller(ref Utf8JsonReader reader)
    {
        var isDirect = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            isDirect &= !isType || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("direct"u8));
            reader.Skip();
        }

        return isDirect;
    }

    /// <summary>Nested blocks (in a tool result, in a document made of blocks) may have markers, which count towards the four.</summary>
    private static void ReadNestedMarkers(ref Utf8JsonReader reader, List<MarkerOutline> markers)
    {
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadNestedMarkers(ref reader, markers);
            }
        }
        else if (reader.TokenType is JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (name == "cache_control")
                {
                    if (ReadMarker(ref reader) is { } marker)
                    {
                        markers.Add(marker);
                    }
                }
                else if (name is "content" or "source")
                {
                    ReadNestedMarkers(ref reader, markers);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
    }
}
