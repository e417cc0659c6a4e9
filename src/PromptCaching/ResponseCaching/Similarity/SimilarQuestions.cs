namespace PromptCaching.ResponseCaching.Similarity;

/// <summary>The questions whose meaning is remembered, by what must be equal; the oldest go first when there are too many.</summary>
internal sealed class SimilarQuestions(Func<int> most)
{
    private readonly object _lock = new();
    private readonly LinkedList<SimilarQuestion> _oldestFirst = new();
    private readonly Dictionary<string, LinkedListNode<SimilarQuestion>> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<SimilarQuestion>> _frames = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _places.Count;
            }
        }
    }

    /// <summary>Gets the questions with which this one may share an answer, if they mean the same.</summary>
    public SimilarQuestion[] Beside(QuestionMeaning meaning)
    {
        lock (_lock)
        {
            return _frames.TryGetValue(meaning.Frame, out var questions) ? [.. questions] : [];
        }
    }

    /// <summary>Remembers a question in the place of what was remembered of it before.</summary>
    public void Put(SimilarQuestion question)
    {
        lock (_lock)
        {
            Forget(question.Place);
            _places[question.Place] = _oldestFirst.AddLast(question);
            if (!_frames.TryGetValue(question.Meaning.Frame, out var beside))
            {
                _frames[question.Meaning.Frame] = beside = [];
            }

            beside.Add(question);
            while (_places.Count > most())
            {
                Forget(_oldestFirst.First!.Value.Place);
            }
        }
    }

    public void Remove(SimilarQuestion question)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(question.Place, out var known) && known.Value == question)
            {
                Forget(question.Place);
            }
        }
    }

    private void Forget(string place)
    {
        if (!_places.Remove(place, out var node))
        {
            return;
        }

        _oldestFirst.Remove(node);
        var frame = node.Value.Meaning.Frame;
        if (_frames[frame].Remove(node.Value) && _frames[frame].Count == 0)
        {
            _frames.Remove(frame);
        }
    }
}
