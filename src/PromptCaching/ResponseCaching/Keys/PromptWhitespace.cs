namespace PromptCaching.ResponseCaching.Keys;

/// <summary>Takes out of a prompt the white space that says nothing: ends of lines, runs of blanks, empty lines one after another.</summary>
/// <remarks>
/// Lines inside code fences, what stands between them, and lines that are indented stay as they are: there white space is content. Only the key sees the
/// result; the API gets the prompt as it was written.
/// </remarks>
internal static class PromptWhitespace
{
    private static ReadOnlySpan<byte> Blanks => " \t\r"u8;

    /// <summary>Normalises a text in place.</summary>
    /// <returns>The length of what is left of it.</returns>
    public static int Normalize(Span<byte> text)
    {
        var (begin, end, isClosed) = CodeExtent.Of(text);
        var written = NormalizeLines(text[..begin], text, isAfterEmpty: true);
        text[begin..end].CopyTo(text[written..]);
        written += end - begin;
        written += NormalizeLines(text[end..], text[written..], isAfterEmpty: false);
        return isClosed ? text[..written].TrimEnd("\n\r\t "u8).Length : written;
    }

    /// <param name="lines">The lines; may be overwritten by the output.</param>
    /// <param name="output">Gets what is left of them.</param>
    /// <param name="isAfterEmpty">Whether an empty line before them makes one at their beginning superfluous.</param>
    private static int NormalizeLines(ReadOnlySpan<byte> lines, Span<byte> output, bool isAfterEmpty)
    {
        var (read, written) = (0, 0);
        while (read < lines.Length)
        {
            var end = lines[read..].IndexOf((byte)'\n');
            var next = end < 0 ? lines.Length : read + end + 1;
            var kept = Squeeze(lines[read..next], output[written..]);
            written += kept;
            if (end >= 0 && !(kept == 0 && isAfterEmpty))
            {
                output[written++] = (byte)'\n';
            }

            isAfterEmpty = kept == 0;
            read = next;
        }

        return written;
    }

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
