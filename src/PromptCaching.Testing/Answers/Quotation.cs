namespace PromptCaching.Testing.Answers;

/// <summary>Picks the sentences of a text that share most with a question; a word that is rare in the text weighs more.</summary>
internal static class Quotation
{
    private const int Most = 3;
    private const int Shortest = 20;
    private const int Longest = 300;

    public static IReadOnlyList<string> Pick(string question, IReadOnlyList<string> material)
    {
        var asked = Words.Of(question).GetAlternateLookup<ReadOnlySpan<char>>();
        var found = new List<(string Sentence, HashSet<string> Shared)>();
        var frequency = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var sentence in material.SelectMany(Sentences))
        {
            var shared = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (var word in Words.In(sentence))
            {
                if (asked.TryGetValue(sentence.AsSpan(word), out var known))
                {
                    shared.Add(known);
                }
            }

            foreach (var word in shared)
            {
                frequency[word] = frequency.GetValueOrDefault(word) + 1;
            }

            if (shared.Count > 0)
            {
                found.Add((sentence, shared));
            }
        }

        return
        [
            .. found.Select((one, order) => (one.Sentence, Order: order, Weight: one.Shared.Sum(word => 1.0 / frequency[word])))
                .DistinctBy(static one => one.Sentence)
                .OrderByDescending(static one => one.Weight).ThenBy(static one => one.Order).Take(Most)
                .OrderBy(static one => one.Order).Select(static one => one.Sentence),
        ];
    }

    private static IEnumerable<string> Sentences(string text)
    {
        var start = 0;
        for (var index = 0; index < text.Length; index++)
        {
            var ends = text[index] is '\n' || (text[index] is '.' or '!' or '?' && (index + 1 == text.Length || char.IsWhiteSpace(text[index + 1])));
            if (ends || index + 1 == text.Length)
            {
                var sentence = text.AsSpan(start, index + 1 - start).Trim();
                if (sentence.Length is >= Shortest and <= Longest)
                {
                    yield return sentence.ToString();
                }

                start = index + 1;
            }
        }
    }
}
