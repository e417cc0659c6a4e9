namespace PromptCaching.ResponseCaching.Keys;

/// <summary>
/// Where in a prompt there is code: from the first line with the marks of a fence to the last one. Where fences stand inside others, in quotations or
/// lists, or are never closed, too much counts as code: that costs a hit, and too little would give a wrong answer.
/// </summary>
/// <param name="Begin">The offset of the first line of code; the end of the text when there is none.</param>
/// <param name="End">The offset after the last line of code.</param>
/// <param name="IsClosed">Whether the code ends before or with the text, rather than being cut off by its end.</param>
internal readonly record struct CodeExtent(int Begin, int End, bool IsClosed)
{
    public static CodeExtent Of(ReadOnlySpan<byte> text)
    {
        var (begin, end, count, isClosing) = (text.Length, text.Length, 0, true);
        for (var read = 0; read < text.Length;)
        {
            var lineEnd = text[read..].IndexOf((byte)'\n');
            var next = lineEnd < 0 ? text.Length : read + lineEnd + 1;
            var line = text[read..next];
            if (MarksIn(line) is > 0 and var marks)
            {
                begin = Math.Min(begin, read);
                (end, isClosing) = (next, IsNothingButMarks(line));
                count += marks;
            }

            read = next;
        }

        return count == 0 || (isClosing && count % 2 == 0) ? new CodeExtent(begin, end, true) : new CodeExtent(begin, text.Length, false);
    }

    /// <summary>Counts the runs of three and more marks.</summary>
    private static int MarksIn(ReadOnlySpan<byte> line)
    {
        var count = 0;
        for (int at; (at = line.IndexOfAny((byte)'`', (byte)'~')) >= 0;)
        {
            var mark = line[at];
            line = line[at..];
            var length = line.IndexOfAnyExcept(mark);
            length = length < 0 ? line.Length : length;
            count += length >= 3 ? 1 : 0;
            line = line[length..];
        }

        return count;
    }

    private static bool IsNothingButMarks(ReadOnlySpan<byte> line) => line.Trim("`~> \t\r\n"u8).IsEmpty;
}
