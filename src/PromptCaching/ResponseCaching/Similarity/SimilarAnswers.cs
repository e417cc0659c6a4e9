using PromptCaching.ResponseCaching.Memory;

namespace PromptCaching.ResponseCaching.Similarity;

/// <summary>
/// Finds stored answers to questions that mean nearly the same. They come through the tiers by their own key: what holds for hits holds for them.
/// </summary>
internal sealed class SimilarAnswers(
    QuestionMeanings meanings, Func<SimilarAnswersOptions> options, AnswerTiers answers, AnswerMemory memory, TimeProvider time)
{
    /// <summary>Answers that are gone are found out one by one; after this many the question is asked.</summary>
    private const int MostTries = 3;
    private const double Rounding = 1e-6;
    private readonly SimilarQuestions _questions = new(() => options().MaxEntries);

    /// <summary>Looks for an answer.</summary>
    /// <returns>What the question means, for remembering it when it is answered, and the answer, where there is one.</returns>
    public async ValueTask<(QuestionMeaning? Meaning, SimilarAnswer? Answer)> FindAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        if (await meanings.OfAsync(lookup, cancellationToken).ConfigureAwait(false) is not { } meaning)
        {
            return (null, null);
        }

        foreach (var (question, similarity) in Nearest(meaning, lookup))
        {
            if (await AnswerToAsync(question, lookup, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                return (meaning, new SimilarAnswer(answer, similarity));
            }
        }

        return (meaning, null);
    }

    /// <summary>Remembers a question that was answered, if its answer was kept.</summary>
    public void Remember(QuestionMeaning meaning, CacheLookup lookup, bool isStream)
    {
        if (memory.Peek(new AnswerPlace(lookup.Key.Text, isStream)) is { } held)
        {
            var question = lookup.Question;
            _questions.Put(new SimilarQuestion(meaning, question.Key, question.PreviousKeys, lookup.Alternative, held.Entry.FreshUntil));
        }
    }

    /// <summary>Remembers a question that was put into the cache together with its answer.</summary>
    public async ValueTask RememberAsync(CacheLookup lookup, bool isStream, CancellationToken cancellationToken)
    {
        if (await meanings.OfAsync(lookup, cancellationToken).ConfigureAwait(false) is { } meaning)
        {
            Remember(meaning, lookup, isStream);
        }
    }

    /// <summary>Another alternative of the same question is not a similar answer: it would keep the others from ever being asked for.</summary>
    private IEnumerable<(SimilarQuestion Question, double Similarity)> Nearest(QuestionMeaning meaning, CacheLookup lookup) => _questions.Beside(meaning)
        .Where(other => other.Meaning.Numbers == meaning.Numbers && other.Key != lookup.Question.Key && other.Meaning.Vector.Length == meaning.Vector.Length)
        .Select(other => (Question: other, Similarity: UnitVector.Cosine(other.Meaning.Vector, meaning.Vector)))
        .Where(other => other.Similarity >= options().Threshold - Rounding)
        .OrderByDescending(static other => other.Similarity)
        .ThenBy(static other => other.Question.Place, StringComparer.Ordinal)
        .Take(MostTries);

    private async ValueTask<HeldAnswer?> AnswerToAsync(SimilarQuestion question, CacheLookup asked, CancellationToken cancellationToken)
    {
        var isOver = question.Until <= time.GetUtcNow();
        var lookup = question.For(asked);
        var answer = isOver ? null
            : await answers.FindInMemoryAsync(lookup, cancellationToken).ConfigureAwait(false)
            ?? await answers.FindSharedAsync(lookup, cancellationToken).ConfigureAwait(false);
        answer = answer is not null && answers.IsFresh(answer) ? answer : null;
        if (answer is null && asked.Call.DependsOn is null)
        {
            _questions.Remove(question);
        }

        return answer;
    }
}

/// <summary>An answer to a question that means nearly the same.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Similarity">How nearly: the cosine.</param>
internal sealed record SimilarAnswer(HeldAnswer Answer, double Similarity);
