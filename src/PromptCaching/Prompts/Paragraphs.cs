namespace PromptCaching.Prompts;

/// <summary>Cuts a text where it may be parted without parting what belongs together: at blank lines outside of every delimiter.</summary>
internal static class Paragraphs
{
    public static IReadOnlyList<Range> Of(string text, IReadOnlyList<Enclosure> enclosures)
    {
        var found = new List<Range>();
        var (start, end, index) = (-1, 0, 0);
        while (index <= text.Length)
        {
            var feed = text.IndexOf('\n', index);
            var lineEnd = feed < 0 ? text.Length : feed;
            if (!text.AsSpan(index..lineEnd).IsWhiteSpace())
            {
                (start, end) = (start < 0 ? index : start, lineEnd);
            }
            else if (start >= 0 && !enclosures.Any(enclosure => enclosure.Holds(index)))
            {
                found.Add(start..end);
                start = -1;
            }

            index = lineEnd + 1;
        }

        if (start >= 0)
        {
            found.Add(start..end);
        }

        return found;
    }
}
