namespace PromptCaching.Testing.Answers;

/// <summary>The words of a question, and which of them occur in a sentence. Most words are ruled out by length and first letter.</summary>
internal sealed class AskedWords
{
    private const int Lengths = 32;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;
    private readonly uint[] _firstLetters = new uint[Lengths];

    public AskedWords(string question)
    {
        var words = Words.Of(question);
        _words = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var word in words)
        {
            _firstLetters[Math.Min(word.Length, Lengths - 1)] |= FirstLetter(word);
        }
    }

    /// <summary>Gets the words of the question that a sentence holds; null for none.</summary>
    public HashSet<string>? In(ReadOnlySpan<char> sentence)
    {
        HashSet<string>? shared = null;
        while (!sentence.IsEmpty)
        {
            var end = 0;
            while (end < sentence.Length && char.IsLetterOrDigit(sentence[end]))
            {
                end++;
            }

            if (end >= Words.Shortest && (_firstLetters[Math.Min(end, Lengths - 1)] & FirstLetter(sentence)) != 0
                && _words.TryGetValue(sentence[..end], out var word))
            {
                shared ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                shared.Add(word);
            }

            sentence = sentence[Math.Min(end + 1, sentence.Length)..];
        }

        return shared;
    }

    private static uint FirstLetter(ReadOnlySpan<char> word) => 1u << (char.ToLowerInvariant(word[0]) & (Lengths - 1));
}
