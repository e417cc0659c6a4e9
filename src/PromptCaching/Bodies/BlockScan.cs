using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Reads one block of a request body: its place, its type, its hash, and whether it has or could have a marker.</summary>
internal static class BlockScan
{
    public static BlockOutline ReadShorthand(ref JsonCursor reader, ReadOnlySpan<byte> body, PromptLevel level, int message) => new()
    {
        Level = level,
        Message = message,
        Index = 0,
        Start = reader.TokenStartIndex,
        End = reader.BytesConsumed,
        Type = "text",
        IsShorthand = true,
        CanCarryMarker = BlockText.HasText(reader.ValueSpan),
        Markers = [],
        IsMarked = false,
        Hash = BlockText.Hash(body[reader.TokenStartIndex..reader.BytesConsumed]),
    };

    public static BlockOutline ReadBlock(ref JsonCursor reader, ReadOnlySpan<byte> body, PromptLevel level, int message, int index)
    {
        var start = reader.TokenStartIndex;
        var fields = default(BlockFields);
        ReadFields(ref reader, ref fields);
        var end = reader.BytesConsumed;
        return new BlockOutline
        {
            Level = level,
            Message = message,
            Index = index,
            Start = start,
            End = end,
            Type = fields.Type,
            IsShorthand = false,
            CanCarryMarker = !fields.HasCacheControl && MarkableBlocks.Accepts(level, fields),
            Markers = fields.Markers,
            IsMarked = fields.Own is not null,
            Hash = fields is { Type: "text", HasMore: false } ? BlockText.Hash(body[fields.Text]) : HashWithoutMarkers(body, start, end, fields.Cuts),
            IsDeferred = level == PromptLevel.Tools && fields.IsDeferred,
            HasImage = fields.HasImage,
            HasCitations = fields.HasCitations,
        };
    }

    private static void ReadFields(ref JsonCursor reader, ref BlockFields fields)
    {
        var members = new MemberCuts();
        while (members.Read(ref reader, ref fields))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                fields.Type = BlockTypes.Read(ref reader) ?? fields.Type;
                fields.HasImage |= fields.Type == "image";
            }
            else if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                ReadText(ref reader, ref fields);
            }
            else if (reader.ValueTextEquals("cache_control"u8))
            {
                fields.HasCacheControl = true;
                fields.Own = members.CutMarker(ref reader, ref fields);
            }
            else
            {
                fields.HasMore = true;
                ReadOther(ref reader, ref fields);
            }
        }
    }

    private static void ReadText(ref JsonCursor reader, ref BlockFields fields)
    {
        var start = reader.TokenStartIndex;
        fields.HasText = reader.TokenType == JsonTokenType.String && BlockText.HasText(reader.ValueSpan);
        reader.Skip();

        // A text said twice is not the text of either.
        fields.HasMore |= !fields.Text.Equals(default);
        fields.Text = start..reader.BytesConsumed;
    }

    private static void ReadOther(ref JsonCursor reader, ref BlockFields fields)
    {
        var isNested = reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("source"u8);
        var isDeferred = reader.ValueTextEquals("defer_loading"u8);
        var isCaller = reader.ValueTextEquals("caller"u8);
        var isCitations = reader.ValueTextEquals("citations"u8);
        reader.Read();
        if (isNested)
        {
            NestedBlocks.Read(ref reader, ref fields);
        }
        else if (isCaller && reader.TokenType == JsonTokenType.StartObject)
        {
            fields.IsCalledFromCode = !NestedBlocks.IsDirectCaller(ref reader);
        }
        else if (isCitations && reader.TokenType == JsonTokenType.StartObject)
        {
            fields.HasCitations |= NestedBlocks.IsEnabled(ref reader);
        }
        else
        {
            fields.IsDeferred = isDeferred ? reader.TokenType == JsonTokenType.True : fields.IsDeferred;
            reader.Skip();
        }
    }

    /// <summary>Callers move their markers from turn to turn; the API does not count them as a change, and neither does the hash.</summary>
    private static ulong HashWithoutMarkers(ReadOnlySpan<byte> body, int start, int end, List<Range>? cuts)
    {
        if (cuts is null)
        {
            return BlockHash.Of(body[start..end]);
        }

        var hash = new BlockHash(stackalloc byte[BlockHash.StripeLength]);
        foreach (var cut in cuts)
        {
            hash.Append(body[start..cut.Start.Value]);
            start = cut.End.Value;
        }

        hash.Append(body[start..end]);
        return hash.ToHash();
    }
}
