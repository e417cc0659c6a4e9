using System.Text;
using PromptCaching.Accounting;
using PromptCaching.Bodies;

namespace PromptCaching.Batching;

/// <summary>The places of one request where a prefix can end, and how many markers of ours it takes. No text is held.</summary>
internal sealed record PrefixPath(IReadOnlyList<PrefixStep> Steps, int FreeMarkers, int LeastBytes)
{
    private const int MostMarkers = 4;

    /// <summary>A token has some four bytes; an estimate of half the minimum still gets its marker, which costs nothing.</summary>
    private const int LeastBytesPerToken = 2;

    /// <summary>The lowest minimum of any model.</summary>
    private const int LeastTokens = 512;

    public static PrefixPath None { get; } = new([], 0, 0);

    /// <summary>Reads the path of a body.</summary>
    /// <returns>A path of no steps for a body in which we could not tell where a marker may stand.</returns>
    public static PrefixPath Of(ReadOnlyMemory<byte> body)
    {
        if (RequestOutline.Of(body) is not { } outline)
        {
            return None;
        }

        var blocks = outline.Blocks.Where(static block => !block.IsDeferred).ToArray();
        var steps = new PrefixStep[blocks.Length];
        var (hash, bytes) = (Beginning(outline), 0);
        var end = FirstForbidden(outline, blocks);
        for (var index = 0; index < blocks.Length; index++)
        {
            var block = blocks[index];
            hash = BlockHash.Join(BlockHash.Join(hash, block.Hash), ((ulong)block.Message << 8) | ((ulong)block.Level << 4) | (ulong)block.Role);
            bytes += block.End - block.Start;
            steps[index] = new PrefixStep(
                hash, bytes, block.Level, block.Message, block.Index, block.CanCarryMarker && !block.IsMarked && index < end);
        }

        var minimum = ModelCatalog.Default.Find(outline.Model)?.MinCacheableTokens ?? LeastTokens;
        return new PrefixPath(steps, Math.Max(0, MostMarkers - outline.MarkerCount), minimum * LeastBytesPerToken);
    }

    private static ulong Beginning(RequestOutline outline)
    {
        var (toolChoice, thinking, format, speed) = outline.Parameters;
        var model = BlockHash.Of(Encoding.UTF8.GetBytes(outline.Model ?? ""));
        return BlockHash.Join(BlockHash.Join(BlockHash.Join(model, toolChoice), BlockHash.Join(thinking, format)), speed);
    }

    /// <summary>An hour after five minutes is a 400, and so are two lives on the block that automatic caching marks: the last.</summary>
    private static int FirstForbidden(RequestOutline outline, BlockOutline[] blocks)
    {
        var short5 = Array.FindIndex(blocks, static block => block.Markers.Any(static marker => !marker.IsOneHour));
        var automatic = outline.AutomaticMarker is null ? blocks.Length : Array.FindLastIndex(blocks, static block => block.CanCarryMarker || block.IsMarked);
        return Math.Min(short5 < 0 ? blocks.Length : short5, Math.Max(automatic, 0));
    }
}
