namespace PromptCaching.Storage;

/// <summary>About how much of what this process stored has not ended yet, for stores that cannot say.</summary>
/// <remarks>Bounded: ends are rounded up to a share of the lifetime.</remarks>
internal sealed class LiveEstimate
{
    private const int StepsOfLifetime = 32;
    private readonly object _lock = new();
    private readonly SortedDictionary<long, CacheStoreUsage> _byEnd = [];

    /// <summary>Gets how many ends are kept apart.</summary>
    public int Steps
    {
        get
        {
            lock (_lock)
            {
                return _byEnd.Count;
            }
        }
    }

    public void Add(DateTimeOffset endsAt, TimeSpan lifetime, int bytes)
    {
        var step = (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)Math.Max(1, lifetime.TotalMilliseconds / StepsOfLifetime));
        var end = ((endsAt.ToUnixTimeMilliseconds() / step) + 1) * step;
        lock (_lock)
        {
            var known = _byEnd.GetValueOrDefault(end);
            _byEnd[end] = new CacheStoreUsage(known.Entries + 1, known.Bytes + bytes);
            Forget(endsAt - lifetime);
        }
    }

    public CacheStoreUsage At(DateTimeOffset now)
    {
        lock (_lock)
        {
            Forget(now);
            return new CacheStoreUsage(_byEnd.Values.Sum(static usage => usage.Entries), _byEnd.Values.Sum(static usage => usage.Bytes));
        }
    }

    private void Forget(DateTimeOffset now)
    {
        while (_byEnd.Count > 0 && _byEnd.Keys.First() is var end && end <= now.ToUnixTimeMilliseconds())
        {
            _byEnd.Remove(end);
        }
    }
}
