using System.Numerics;
using System.Runtime.InteropServices;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>What is kept of a system prompt: a hash for each block, and one for every 16 bytes of its text, to tell where two of them part.</summary>
/// <param name="Blocks">The hashes of the blocks.</param>
/// <param name="Size">The bytes that it takes up when it is complete.</param>
internal sealed record SystemPrint(ulong[] Blocks, int Size)
{
    public const int ChunkLength = 16;
    private const int MostOfBlock = 2048;
    private const int Most = 4096;

    /// <summary>Shorter endings are too easily equal by chance, longer ones say no more.</summary>
    private const int LeastEnding = 256;
    private const int MostEnding = 64 * 1024;

    /// <summary>Gets the hashes of the texts in pieces, two bytes each; null until the answer has ended: no request waits for them.</summary>
    public ushort[][]? Chunks { get; private set; }

    /// <summary>Gets the hash of how the last text ends: a quarter of it at least, half at most; 0 while it is not known, and for a short text.</summary>
    public ulong Ending { get; private set; }

    public static SystemPrint Of(IReadOnlyList<PathStep> steps, int first, int count)
    {
        var (blocks, chunks) = (new ulong[count], 0);
        for (var index = 0; index < count; index++)
        {
            var block = steps[first + index].Block;
            blocks[index] = block.Hash;
            chunks += Math.Min(((block.End - block.Start) / ChunkLength) + 1, MostOfBlock);
        }

        return new SystemPrint(blocks, sizeof(ulong) + (count * 40) + (Math.Min(chunks, Most) * sizeof(ushort)));
    }

    /// <summary>Adds what takes longer: the first 2,048 pieces of a block, 4,096 in all. Doing it twice at once does no harm.</summary>
    public void Complete(IReadOnlyList<PathStep> steps, int first, ReadOnlySpan<byte> body)
    {
        if (Chunks is not null)
        {
            return;
        }

        var chunks = new ushort[Blocks.Length][];
        var left = Most;
        for (var index = 0; index < chunks.Length; index++)
        {
            var block = steps[first + index].Block;
            var bytes = body[block.Start..block.End];
            chunks[index] = Cut(bytes[TextBytes.Start(bytes)..], Math.Min(left, MostOfBlock));
            left -= chunks[index].Length;
            Ending = index == chunks.Length - 1 ? EndingOf(bytes[TextBytes.Start(bytes)..]) : 0;
        }

        Chunks = chunks;
    }

    /// <summary>Finds the first piece in which two texts differ; -1 when that lies behind what is kept.</summary>
    public int FirstDifferentChunk(SystemPrint other, int block)
    {
        if (Chunks?[block] is not { } one || other.Chunks?[block] is not { } two)
        {
            return -1;
        }

        var same = one.AsSpan().CommonPrefixLength(two);
        return same == one.Length && same == two.Length ? -1 : same;
    }

    /// <summary>Whether both end alike, however they begin: a time of day in front moves all that follows it, but not its distance to the end.</summary>
    public bool EndsLike(SystemPrint other) => Ending != 0 && Ending == other.Ending;

    private static ulong EndingOf(ReadOnlySpan<byte> text)
    {
        var length = Math.Min(1 << BitOperations.Log2((uint)(text.Length / 2) | 1), MostEnding);
        return length < LeastEnding ? 0 : BlockHash.Of(text[^length..]);
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
