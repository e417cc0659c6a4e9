using System.Runtime.CompilerServices;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Reads a stream line by line, as bytes: what is wrong with one line must not cost the next.</summary>
internal static class JsonLines
{
    private const int FirstBuffer = 65536;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="stream">The lines.</param>
    /// <param name="longest">The most bytes that a line may have; of one that is longer only the number is told.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The lines that are not empty, with their numbers; no bytes for one that is too long.</returns>
    public static async IAsyncEnumerable<JsonLine> ReadAsync(Stream stream, int longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var buffer = new byte[Math.Min(FirstBuffer, longest + 1)];
        var (filled, number, isTooLong) = (0, 1, false);
        while (true)
        {
            if (filled == buffer.Length)
            {
                isTooLong |= filled > longest;
                filled = isTooLong ? 0 : filled;
                Array.Resize(ref buffer, isTooLong ? buffer.Length : (int)Math.Min(buffer.Length * 2L, longest + 1L));
            }

            var count = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            var searched = filled;
            filled += count;
            var begin = 0;
            for (int end; (end = buffer.AsSpan(searched, filled - searched).IndexOf((byte)'\n')) >= 0; searched = begin)
            {
                end += searched;
                if (LineOf(buffer.AsSpan(begin, end - begin), number++, isTooLong) is { } line)
                {
                    yield return line;
                }

                (begin, isTooLong) = (end + 1, false);
            }

            buffer.AsSpan(begin, filled - begin).CopyTo(buffer);
            filled -= begin;
            if (count == 0)
            {
                if (LineOf(buffer.AsSpan(0, filled), number, isTooLong) is { } last)
                {
                    yield return last;
                }

                yield break;
            }
        }
    }

    private static JsonLine? LineOf(ReadOnlySpan<byte> bytes, int number, bool isTooLong)
    {
        if (number == 1 && bytes.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        bytes = bytes.Trim(" \t\r"u8);
        return isTooLong ? new JsonLine(number, null) : bytes.IsEmpty ? null : new JsonLine(number, bytes.ToArray());
    }
}

/// <summary>One line, by its number in the stream.</summary>
/// <param name="Number">The first is 1.</param>
/// <param name="Bytes">What it says; null when it is too long to be read.</param>
internal sealed record JsonLine(int Number, byte[]? Bytes);
