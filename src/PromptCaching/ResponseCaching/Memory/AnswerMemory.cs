using System.Collections.Concurrent;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching.Memory;

/// <summary>
/// The tier in this process: questions as they were spelled, with their keys, and answers by key. Looking up takes no lock; what was not
/// asked for since the hand of the clock passed last goes first when room is needed.
/// </summary>
internal sealed class AnswerMemory(Func<long> maxBytes)
{
    private readonly ConcurrentDictionary<Fingerprint, MemoryItem<RememberedQuestion>> _questions = new();
    private readonly ConcurrentDictionary<AnswerPlace, MemoryItem<HeldAnswer>> _answers = new();
    private readonly MemoryClock _clock = new();
    private readonly SeenBodies _seen = new();

    /// <summary>Gets the bytes held, keys and bookkeeping included; never more than the options allow.</summary>
    public long Bytes => _clock.Bytes;

    /// <summary>Finds a question that was spelled with the very same bytes by a caller of the same envelope.</summary>
    public Question? Find(Fingerprint fingerprint, Envelope envelope, ReadOnlySpan<byte> body)
    {
        if (!_questions.TryGetValue(fingerprint, out var item)
            || item.Value is not { } known
            || !ReferenceEquals(known.Question.Envelope, envelope)
            || !known.Body.Span.SequenceEqual(body))
        {
            return null;
        }

        item.IsTouched = true;
        return known.Question;
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

    /// <summary>Counts the answers; one that is held in both forms counts once.</summary>
    public CacheStoreUsage Count() => new(
        _answers.Keys.Select(static place => place.Key).Distinct(StringComparer.Ordinal).LongCount(),
        _answers.Values.Sum(static item => (long)(item.Value?.Entry.Body.Length ?? 0)));

    /// <summary>Gets the questions whose bytes are held.</summary>
    public IEnumerable<RememberedQuestion> Questions => _questions.Values.Select(static item => item.Value).OfType<RememberedQuestion>();

    /// <summary>Looks at an answer without asking for it: it goes no later for that.</summary>
    public HeldAnswer? Peek(AnswerPlace place) => _answers.TryGetValue(place, out var item) ? item.Value : null;

    /// <summary>Whether such a body came before; from now on it did.</summary>
    public bool HasSeen(Fingerprint fingerprint) => _seen.Add(fingerprint);

    /// <summary>Holds a question with a copy of its bytes, where there is room for it.</summary>
    public void Remember(Question question, ReadOnlyMemory<byte> body)
    {
        var most = maxBytes();
        if (body.Length < most)
        {
            var remembered = new RememberedQuestion(question, body.ToArray());
            _clock.Put(_questions, question.Fingerprint, new MemoryItem<RememberedQuestion>(remembered, body.Length), most);
        }
    }

    public void Hold(AnswerPlace place, HeldAnswer answer) =>
        _clock.Put(_answers, place, new MemoryItem<HeldAnswer>(answer, answer.Entry.Body.Length + (place.Key.Length * sizeof(char))), maxBytes());

    /// <summary>Forgets an answer in both forms.</summary>
    public void Drop(CacheKey key)
    {
        Drop(new AnswerPlace(key.Text, false));
        Drop(new AnswerPlace(key.Text, true));
    }

    /// <summary>Forgets an answer in one form.</summary>
    public void Drop(AnswerPlace place) => _clock.Remove(_answers, place);
}
