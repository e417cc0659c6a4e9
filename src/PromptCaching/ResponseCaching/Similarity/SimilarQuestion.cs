using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.ResponseCaching.Similarity;

/// <summary>A question whose answer is stored, by its meaning. Holds no text.</summary>
/// <param name="meaning">What it means.</param>
/// <param name="key">Where its answer is.</param>
/// <param name="previousKeys">Where its answer would be under earlier secrets.</param>
/// <param name="alternative">Which of several answers it is.</param>
/// <param name="until">When the answer's time is over.</param>
internal sealed class SimilarQuestion(
    QuestionMeaning meaning, CacheKey key, IReadOnlyList<CacheKey> previousKeys, int alternative, DateTimeOffset until)
{
    public QuestionMeaning Meaning => meaning;

    public CacheKey Key => key;

    public DateTimeOffset Until => until;

    /// <summary>Gets what no other remembered question has.</summary>
    public string Place { get; } = key.Alternative(alternative).Text;

    /// <summary>The lookup of this question's answer by somebody who asks another.</summary>
    public CacheLookup For(CacheLookup asked) =>
        asked with { Question = asked.Question with { Key = key, PreviousKeys = previousKeys }, Alternative = alternative };
}

/// <summary>What a question means, and what must be equal besides.</summary>
/// <param name="Frame">Stands for everything but the text.</param>
/// <param name="Numbers">The numbers in the text.</param>
/// <param name="Vector">The direction of the text.</param>
internal sealed record QuestionMeaning(string Frame, string Numbers, float[] Vector);
