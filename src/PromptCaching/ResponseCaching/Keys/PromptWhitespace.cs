namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Takes out of a prompt the white space that says nothing: ends of lines, runs of blanks, empty lines one after another.</summary>
/// <remarks>
/// Lines inside a code fence and lines that are indented stay as they are: there white space is content. Only the key sees the result; the API
/// gets the prompt as it was written.
/// </remarks>
internal static class PromptWhitespace
{
    private static ReadOnlySpan<byte> Blanks => " \t\r"u8;

    /// <summary>Normalises a text in place.</summary>
    /// <returns>The length of what is left of it.</returns>
    public static int Normalize(Span<byte> text)
    {
        var (read, written) = (0, 0);
        ReadOnlySpan<byte> fence = [];
        var isAfterEmpty = true;
        while (read < text.Length)
        {
            var end = text[read..].IndexOf((byte)'\n');
            var next = end < 0 ? text.Length : read + end + 1;
            var line = text[read..next];
            var marks = FenceOf(line);
            if (!fence.IsEmpty || !marks.IsEmpty)
            {
                fence = fence.IsEmpty ? marks : Closes(line, fence) ? [] : fence;
                line.CopyTo(text[written..]);
                written += line.Length;
                isAfterEmpty = false;
            }
            else
            {
                var kept = Squeeze(line, text[written..]);
                written += kept;
                if (end >= 0 && !(kept == 0 && isAfterEmpty))
                {
                    text[written++] = (byte)'\n';
                }

                isAfterEmpty = kept == 0;
            }

            read = next;
        }

        return text[..written].TrimEnd("\n "u8).Length;
    }

    /// <summary>Finds the marks that open a code fence: three or more of the same at the beginning of a line.</summary>
    private static ReadOnlySpan<byte> FenceOf(ReadOnlySpan<byte> line)
    {
        var inside = line.TrimStart((byte)' ');
        var mark = inside.IsEmpty ? (byte)0 : inside[0];
        var length = mark is (byte)'`' or (byte)'~' ? inside.IndexOfAnyExcept(mark) : 0;
        length = length < 0 ? inside.Length : length;
        return length >= 3 ? (mark == '`' ? "```"u8 : "~~~"u8) : [];
    }

    private static bool Closes(ReadOnlySpan<byte> line, ReadOnlySpan<byte> fence) => line.TrimStart((byte)' ').StartsWith(fence);

    /// <summary>Writes a line without the blanks at its end, and with one blank for several between its words.</summary>
    private static int Squeeze(ReadOnlySpan<byte> line, Span<byte> output)
    {
        line = line.TrimEnd("\n\r\t "u8);
        var indented = line.Length - line.TrimStart(Blanks).Length;
        if (indented > 0 && indented < line.Length)
        {
            line.CopyTo(output);
            return line.Length;
        }

        var written = 0;
        for (var read = 0; read < line.Length; read++)
        {
            var isBlank = Blanks.Contains(line[read]);
            if (!isBlank || !(written > 0 && output[written - 1] == ' '))
            {
                output[written++] = isBlank ? (byte)' ' : line[read];
            }
        }

        return written;
    }
}
