using System.Buffers;

namespace PromptCaching.Testing.Answers;

/// <summary>Picks the sentences of a text that share most with a question; a word that is rare in the text weighs more.</summary>
internal static class Quotation
{
    private const int Most = 3;
    private const int Shortest = 20;
    private const int Longest = 300;
    private static readonly SearchValues<char> Ends = SearchValues.Create("\n.!?");

    public static IReadOnlyList<string> Pick(string question, IReadOnlyList<string> material)
    {
        var asked = new AskedWords(question);
        var found = new List<(string Sentence, HashSet<string> Shared)>();
        var frequency = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var text in material)
        {
            foreach (var range in Sentences(text))
            {
                if (asked.In(text.AsSpan(range)) is { } shared)
                {
                    found.Add((text[range], shared));
                    Count(shared, frequency);
                }
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

    private static void Count(HashSet<string> shared, Dictionary<string, int> frequency)
    {
        foreach (var word in shared)
        {
            frequency[word] = frequency.GetValueOrDefault(word) + 1;
        }
    }

    /// <summary>Sentences end at a line break, and at a full stop, exclamation or question mark before white space.</summary>
    private static IEnumerable<Range> Sentences(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfSentence(text, start);
            var (first, last) = Trimmed(text, start, end);
            if (last - first is >= Shortest and <= Longest)
            {
                yield return first..last;
            }

            start = end;
        }
    }

    private static int EndOfSentence(string text, int start)
    {
        for (var at = start; ; at++)
        {
            var found = text.AsSpan(at).IndexOfAny(Ends);
            if (found < 0)
            {
                return text.Length;
            }

            at += found;
            if (text[at] == '\n' || at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]))
            {
                return at + 1;
            }
        }
    }

    private static (int First, int Last) Trimmed(string text, int first, int last)
    {
        while (first < last && char.IsWhiteSpace(text[first]))
        {
            first++;
        }

        while (last > first && char.IsWhiteSpace(text[last - 1]))
        {
            last--;
        }

        return (first, last);
    }
}
