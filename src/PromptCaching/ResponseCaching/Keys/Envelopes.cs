using System.Collections.Concurrent;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>The envelopes that were made lately: a caller who comes again gets the same one.</summary>
internal sealed class Envelopes(Func<CacheSecrets> secrets)
{
    /// <summary>More callers than these are told apart anew; what they had in this process's memory is then found no more, which costs hits only.</summary>
    private const int Most = 4096;

    private readonly ConcurrentDictionary<Caller, Envelope> _known = new();

    /// <returns><see langword="null"/> when nothing tells whose call it is.</returns>
    public Envelope? Of(Caller caller)
    {
        if (_known.TryGetValue(caller, out var known))
        {
            return known;
        }

        if (CacheScope.Of(caller, secrets()) is not { } scope)
        {
            return null;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(caller, new Envelope(caller, scope));
    }
}
