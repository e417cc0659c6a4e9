using System.Collections.Concurrent;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.ResponseCaching.Memory;

/// <summary>
/// The tier in this process: questions as they were spelled, with their keys, and answers by key. Looking up takes no lock; what was not
/// asked for since the hand of the clock passed last goes first when room is needed.
/// </summary>
internal sealed class AnswerMemory(Func<long> maximumBytes)
{
    private readonly ConcurrentDictionary<Fingerprint, MemoryItem<Question>> _questions = new();
    private readonly ConcurrentDictionary<AnswerPlace, MemoryItem<HeldAnswer>> _answers = new();
    private readonly MemoryClock _clock = new();

    /// <summary>Gets the bytes held, keys and bookkeeping included; never more than the options allow.</summary>
    public long Bytes => _clock.Bytes;

    /// <summary>Finds a question that was spelled with the very same bytes by a caller of the same envelope.</summary>
    public Question? Find(Fingerprint fingerprint, Envelope envelope, ReadOnlySpan<byte> body)
    {
        if (!_questions.TryGetValue(fingerprint, out var item)
            || !ReferenceEquals(item.Value.Envelope, envelope)
            || !item.Value.Body.Span.SequenceEqual(body))
        {
            return null;
        }

        item.IsTouched = true;
        return item.Value;
    }

    public HeldAnswer? Find(AnswerPlace place)
    {
        if (!_answers.TryGetValue(place, out var item))
        {
            return null;
        }

        item.IsTouched = true;
        return item.Value;
    }

    /// <summary>Gets the answers that were asked for most often.</summary>
    public IEnumerable<HeldAnswer> Answers => _answers.Values.Select(static item => item.Value);

    public void Remember(Question question) =>
        _clock.Put(_questions, question.Fingerprint, new MemoryItem<Question>(question, question.Body.Length), maximumBytes());

    public void Hold(AnswerPlace place, HeldAnswer answer) =>
        _clock.Put(_answers, place, new MemoryItem<HeldAnswer>(answer, answer.Entry.Body.Length + (place.Key.Length * sizeof(char))), maximumBytes());

    /// <summary>Forgets an answer in both forms.</summary>
    public void Drop(CacheKey key)
    {
        _clock.Remove(_answers, new AnswerPlace(key.Text, false));
        _clock.Remove(_answers, new AnswerPlace(key.Text, true));
    }
}
