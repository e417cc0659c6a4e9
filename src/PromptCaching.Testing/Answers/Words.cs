namespace PromptCaching.Testing.Answers;

/// <summary>The words of a text that carry meaning: four letters or more, lower case, without the commonest.</summary>
internal static class Words
{
    public const int Shortest = 4;

    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "about", "also", "answer", "been", "before", "being", "could", "does", "each", "from", "give", "have", "here", "into", "just", "like", "made",
        "make", "many", "more", "most", "much", "must", "only", "other", "over", "please", "said", "same", "should", "some", "such", "tell", "than",
        "that", "their", "them", "then", "there", "these", "they", "this", "those", "under", "very", "want", "were", "what", "when", "where", "which",
        "while", "will", "with", "would", "your",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> CommonSpans = Common.GetAlternateLookup<ReadOnlySpan<char>>();

    public static HashSet<string> Of(string text)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in In(text))
        {
            words.Add(text[word]);
        }

        return words;
    }

    private static IEnumerable<Range> In(string text)
    {
        var start = 0;
        for (var index = 0; index <= text.Length; index++)
        {
            if (index == text.Length || !char.IsLetterOrDigit(text[index]))
            {
                if (index - start >= Shortest && !CommonSpans.Contains(text.AsSpan(start, index - start)))
                {
                    yield return start..index;
                }

                start = index + 1;
            }
        }
    }
}
