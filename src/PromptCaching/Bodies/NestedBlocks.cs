using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Blocks inside a block, as in a tool result or a document made of blocks: their markers count towards the four.</summary>
internal static class NestedBlocks
{
    public static void Read(ref JsonCursor reader, ref BlockFields fields)
    {
        if (reader.TokenType is JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                Read(ref reader, ref fields);
            }
        }
        else if (reader.TokenType is JsonTokenType.StartObject)
        {
            ReadObject(ref reader, ref fields);
        }
    }

    public static bool IsDirectCaller(ref JsonCursor reader)
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

    public static bool IsEnabled(ref JsonCursor reader)
    {
        var isEnabled = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSwitch = reader.ValueTextEquals("enabled"u8);
            reader.Read();
            isEnabled |= isSwitch && reader.TokenType == JsonTokenType.True;
            reader.Skip();
        }

        return isEnabled;
    }

    private static void ReadObject(ref JsonCursor reader, ref BlockFields fields)
    {
        var members = new MemberCuts();
        while (members.Read(ref reader, ref fields))
        {
            if (reader.ValueTextEquals("cache_control"u8))
            {
                if (members.CutMarker(ref reader, ref fields) is { } marker)
                {
                    (fields.Nested ??= []).Add(marker);
                }

                continue;
            }

            var isNested = reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("source"u8);
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isNested)
            {
                Read(ref reader, ref fields);
            }
            else
            {
                fields.HasImage |= isType && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("image"u8);
                reader.Skip();
            }
        }
    }
}
