namespace CostExplorer.Compare;

/// <summary>The bytes of markers.</summary>
internal static class Marker
{
    private static readonly byte[] Short = """ "cache_control":{"type":"ephemeral"},"""u8[1..].ToArray();
    private static readonly byte[] Long = """ "cache_control":{"type":"ephemeral","ttl":"1h"},"""u8[1..].ToArray();
    private static readonly byte[] TextBlockEnd = "}]"u8.ToArray();

    /// <summary>A block opens with a brace and holds a property at least, its type.</summary>
    public static IEnumerable<Edit> On(Block block, bool isLong)
    {
        var marker = isLong ? Long : Short;
        return block.IsString
            ? [new Edit(block.Start, 0, (byte[])[.. """[{"type":"text","""u8, .. marker, .. "\"text\":"u8]), new Edit(block.End, 0, TextBlockEnd)]
            : [new Edit(block.Start + 1, 0, marker)];
    }

    public static Edit AtTop(int start) => new(start, 0, Short);
}
