namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Finds code spans in one line of Markdown.</summary>
internal static class CodeSpans
{
    /// <returns>
    /// The spans with their marks; <see langword="null"/> when a mark has no partner in the line, is escaped, or a span would cross the cells of a table:
    /// then another line may have a say in it.
    /// </returns>
    public static IReadOnlyList<(int Start, int End)>? In(string line)
    {
        var spans = new List<(int, int)>();
        for (var at = line.IndexOf('`', StringComparison.Ordinal); at >= 0; at = line.IndexOf('`', at))
        {
            var length = RunAt(line, at);
            var close = PartnerOf(line, at + length, length);
            if (close < 0 || (at > 0 && line[at - 1] == '\\') || line.AsSpan(at, close - at).Contains('|'))
            {
                return null;
            }

            spans.Add((at, close + length));
            at = close + length;
        }

        return spans;
    }

    private static int PartnerOf(string line, int from, int length)
    {
        for (var at = from; at < line.Length;)
        {
            if (line[at] != '`')
            {
                at++;
                continue;
            }

            var run = RunAt(line, at);
            if (run == length)
            {
                return at;
            }

            at += run;
        }

        return -1;
    }

    private static int RunAt(string line, int at)
    {
        var end = at;
        while (end < line.Length && line[end] == '`')
        {
            end++;
        }

        return end - at;
    }
}
