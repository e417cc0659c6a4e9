using System.Runtime.InteropServices;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>What is kept of a system prompt: a hash for each block, and one for every 16 bytes of its text, to tell where two of them part.</summary>
/// <param name="Blocks">The hashes of the blocks.</param>
/// <param name="Chunks">The hashes of their texts in pieces; two bytes each, the first 2,048 of a block, 4,096 in all.</param>
internal sealed record SystemPrint(ulong[] Blocks, ushort[][] Chunks)
{
    public const int ChunkLength = 16;
    private const int MostOfBlock = 2048;
    private const int Most = 4096;

    public int Size => (Blocks.Length * 40) + Chunks.Sum(static chunks => chunks.Length * sizeof(ushort));

    public static SystemPrint Of(IReadOnlyList<PathStep> steps, int first, int count, ReadOnlySpan<byte> body)
    {
        var (blocks, chunks) = (new ulong[count], new ushort[count][]);
        var left = Most;
        for (var index = 0; index < count; index++)
        {
            var block = steps[first + index].Block;
            var bytes = body[block.Start..block.End];
            blocks[index] = block.Hash;
            chunks[index] = Cut(bytes[TextBytes.Start(bytes)..], Math.Min(left, MostOfBlock));
            left -= chunks[index].Length;
        }

        return new SystemPrint(blocks, chunks);
    }

    /// <summary>Finds the first piece in which two texts differ; -1 when that lies behind what is kept.</summary>
    public int FirstDifferentChunk(SystemPrint other, int block)
    {
        var (one, two) = (Chunks[block], other.Chunks[block]);
        var same = one.AsSpan().CommonPrefixLength(two);
        return same == one.Length && same == two.Length ? -1 : same;
    }

    private static ushort[] Cut(ReadOnlySpan<byte> text, int most)
    {
        var chunks = new ushort[Math.Min((text.Length + ChunkLength - 1) / ChunkLength, most)];
        var whole = Math.Min(chunks.Length, text.Length / ChunkLength);
        var words = MemoryMarshal.Cast<byte, ulong>(text[..(whole * ChunkLength)]);
        for (var index = 0; index < whole; index++)
        {
            chunks[index] = (ushort)(BlockHash.Join(words[2 * index], words[(2 * index) + 1]) >> 48);
        }

        if (whole < chunks.Length)
        {
            chunks[^1] = (ushort)(BlockHash.Of(text[(whole * ChunkLength)..]) >> 48);
        }

        return chunks;
    }
}
