using System.Runtime.CompilerServices;

namespace PromptCaching.Batching;

/// <summary>Reads a file of lines from its beginning, and says of each where it stands.</summary>
internal static class LineScan
{
    private const int FirstBuffer = 65536;

    /// <returns>The lines; the bytes of one hold until the next is asked for. Only the last may lack its end.</returns>
    public static async IAsyncEnumerable<ScannedLine> ReadAsync(Stream file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBuffer];
        var (offset, filled, searched) = (0L, 0, 0);
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, checked(buffer.Length * 2));
            }

            var count = await file.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            filled += count;
            var begin = 0;
            for (int end; (end = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n')) >= 0;)
            {
                end += searched;
                yield return new ScannedLine(offset + begin, buffer.AsMemory(begin, end - begin), true);
                begin = searched = end + 1;
            }

            buffer.AsSpan(begin, filled - begin).CopyTo(buffer);
            (offset, filled) = (offset + begin, filled - begin);
            searched = filled;
            if (count == 0)
            {
                if (filled > 0)
                {
                    yield return new ScannedLine(offset, buffer.AsMemory(0, filled), false);
                }

                yield break;
            }
        }
    }
}

/// <summary>A line, its end left out.</summary>
internal readonly record struct ScannedLine(long Offset, ReadOnlyMemory<byte> Bytes, bool IsWhole);
