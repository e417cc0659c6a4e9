namespace PromptCaching.Testing.Answers;

/// <summary>The words of a question, and which of them occur in a sentence. Most words are ruled out by length and first letter.</summary>
internal sealed class AskedWords
{
    /// <summary>So many words are told apart, one bit each; a longer question is looked at up to there.</summary>
    public const int Most = 64;

    private const int Lengths = 32;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers;
    private readonly uint[] _firstLetters = new uint[Lengths];

    public AskedWords(string question)
    {
        var numbers = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in Words.Of(question).Take(Most))
        {
            numbers.Add(word, numbers.Count);
            _firstLetters[Math.Min(word.Length, Lengths - 1)] |= FirstLetter(word);
        }

        _numbers = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public bool IsEmpty => _numbers.Dictionary.Count == 0;

    /// <summary>Gets the words of the question that a sentence holds, one bit each.</summary>
    public ulong In(ReadOnlySpan<char> sentence)
    {
        var shared = 0ul;
        for (var at = 0; at < sentence.Length; at++)
        {
            var start = at;
            while (at < sentence.Length && char.IsLetterOrDigit(sentence[at]))
            {
                at++;
            }

            var length = at - start;
            if (length >= Words.Shortest && (_firstLetters[Math.Min(length, Lengths - 1)] & FirstLetter(sentence[start..])) != 0
                && _numbers.TryGetValue(sentence[start..at], out var number))
            {
                shared |= 1ul << number;
            }
        }

        return shared;
    }

    private static uint FirstLetter(ReadOnlySpan<char> word) => 1u << (char.ToLowerInvariant(word[0]) & (Lengths - 1));
}
