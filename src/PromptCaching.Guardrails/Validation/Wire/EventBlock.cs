namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>An event in the bytes of a stream.</summary>
/// <param name="Whole">From its first line to the empty line behind it.</param>
/// <param name="Data">Its data, where that is one line as the API writes it; empty where there is none.</param>
/// <param name="IsSplit">Whether its data is several lines.</param>
internal readonly record struct EventBlock(Range Whole, Range Data, bool IsSplit)
{
    /// <summary>Finds the event that begins at a place.</summary>
    /// <returns><see langword="null"/> when it has not come to its empty line.</returns>
    public static EventBlock? Find(ReadOnlySpan<byte> stream, int start)
    {
        var (data, lines) = (default(Range), 0);
        for (var at = start; stream[at..].IndexOf((byte)'\n') is >= 0 and var length;)
        {
            var line = stream.Slice(at, length).TrimEnd((byte)'\r');
            if (line.IsEmpty)
            {
                return new EventBlock(start..(at + length + 1), data, lines > 1);
            }

            if (line.StartsWith("data:"u8))
            {
                var skipped = line.Length > 5 && line[5] == ' ' ? 6 : 5;
                (data, lines) = ((at + skipped)..(at + line.Length), lines + 1);
            }

            at += length + 1;
        }

        return null;
    }
}
