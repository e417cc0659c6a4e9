namespace PromptCaching.CacheControl.WarmFirst;

/// <summary>How long the API takes to begin an answer whose prompt it has to write into the cache, as streamed calls have shown.</summary>
/// <remarks>
/// The API writes while it reads the prompt, so an answer that is not streamed has written by the time at which a stream would have begun.
/// Most of those seen lately had begun by the time that is told: who goes too early pays for another write.
/// </remarks>
internal sealed class FirstByteTimes
{
    private const int Kept = 16;
    private const double Most = 0.75;

    /// <summary>Taken until a stream has shown better.</summary>
    public static readonly TimeSpan Unknown = TimeSpan.FromSeconds(2);

    private readonly object _lock = new();
    private readonly Queue<TimeSpan> _seen = new(Kept);

    public TimeSpan Expected
    {
        get
        {
            lock (_lock)
            {
                return _seen.Count == 0 ? Unknown : _seen.Order().ElementAt((int)Math.Ceiling(_seen.Count * Most) - 1);
            }
        }
    }

    public void Learn(TimeSpan seen)
    {
        lock (_lock)
        {
            if (_seen.Count == Kept)
            {
                _seen.Dequeue();
            }

            _seen.Enqueue(seen);
        }
    }
}
