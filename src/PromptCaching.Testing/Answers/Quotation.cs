using System.Buffers;
using System.Numerics;

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
        var found = new List<Candidate>();
        var frequency = new int[AskedWords.Most];
        foreach (var text in asked.IsEmpty ? [] : material)
        {
            for (var start = 0; start < text.Length;)
            {
                var end = EndOfSentence(text, start);
                var sentence = text.AsSpan(start..end).Trim();
                if (sentence.Length is >= Shortest and <= Longest && asked.In(sentence) is var shared and not 0)
                {
                    found.Add(new Candidate(text, start..end, shared));
                    Count(shared, frequency);
                }

                start = end;
            }
        }

        return [.. Best(found, frequency).Order().Select(order => found[order].Sentence)];
    }

    /// <summary>The best candidates, each sentence once; of equals the first.</summary>
    private static List<int> Best(List<Candidate> found, int[] frequency)
    {
        var best = new List<int>(Most + 1);
        for (var order = 0; order < found.Count; order++)
        {
            var weight = found[order].Weight(frequency);
            var place = best.Count;
            while (place > 0 && found[best[place - 1]].Weight(frequency) < weight)
            {
                place--;
            }

            if (place < Most && !best.Exists(other => found[other].Says(found[order])))
            {
                best.Insert(place, order);
                best.RemoveRange(Math.Min(best.Count, Most), Math.Max(0, best.Count - Most));
            }
        }

        return best;
    }

    private static void Count(ulong shared, int[] frequency)
    {
        for (; shared != 0; shared &= shared - 1)
        {
            frequency[BitOperations.TrailingZeroCount(shared)]++;
        }
    }

    /// <summary>Sentences end at a line break, and at a full stop, exclamation or question mark before white space.</summary>
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

    private readonly record struct Candidate(string Text, Range Place, ulong Shared)
    {
        public string Sentence => Text[Place].Trim();

        public bool Says(Candidate other) => Text.AsSpan(Place).Trim().SequenceEqual(other.Text.AsSpan(other.Place).Trim());

        public double Weight(int[] frequency)
        {
            var weight = 0.0;
            for (var shared = Shared; shared != 0; shared &= shared - 1)
            {
                weight += 1.0 / frequency[BitOperations.TrailingZeroCount(shared)];
            }

            return weight;
        }
    }
}
