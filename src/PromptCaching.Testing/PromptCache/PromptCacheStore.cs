namespace PromptCaching.Testing.PromptCache;

/// <summary>All live entries. Time is an argument; safe for parallel requests.</summary>
internal sealed class PromptCacheStore(bool generousProlonging)
{
    private const int SweepAfter = 1024;
    private readonly Lock _gate = new();
    private readonly Dictionary<PrefixKey, CacheEntry> _entries = [];

    /// <summary>The lengths of all entries, and of some that are gone.</summary>
    private readonly HashSet<long> _lengths = [];
    private int _sweepAt = SweepAfter;

    /// <summary>Looks for the first live entry.</summary>
    /// <param name="keys">The key of the prefix through each position.</param>
    /// <param name="marked">The positions of the request's breakpoints.</param>
    /// <param name="window">Where to look, in order.</param>
    /// <param name="start">When the request began.</param>
    /// <returns>Its position, or -1; and the entries that the request keeps alive if it is answered: this one and the live ones at its own
    /// markers below.</returns>
    public (int Position, IReadOnlyList<PrefixKey> Kept) Find(
        IReadOnlyList<PrefixKey> keys, IEnumerable<int> marked, IEnumerable<int> window, DateTimeOffset start)
    {
        lock (_gate)
        {
            foreach (var position in window)
            {
                if (IsLive(keys[position], start))
                {
                    return (position, [.. marked.Where(one => one < position && IsLive(keys[one], start)).Append(position).Select(one => keys[one])]);
                }
            }

            return (-1, []);
        }
    }

    /// <summary>Prolongs entries that a request read.</summary>
    /// <param name="keys">The entries; those that are gone meanwhile stay so.</param>
    /// <param name="start">When the request began.</param>
    public void Refresh(IEnumerable<PrefixKey> keys, DateTimeOffset start)
    {
        lock (_gate)
        {
            foreach (var key in keys)
            {
                Refresh(key, start);
            }
        }
    }

    /// <summary>Says whether there may be an entry of so many bytes.</summary>
    public bool MayHold(long length)
    {
        lock (_gate)
        {
            return _lengths.Contains(length);
        }
    }

    /// <summary>Takes in the entries of an answer that begins.</summary>
    /// <param name="writes">The entries.</param>
    /// <param name="start">When the request began: their lifetimes run from there.</param>
    /// <param name="visible">When the answer begins: requests before that instant do not see them.</param>
    public void Write(IEnumerable<CacheWrite> writes, DateTimeOffset start, DateTimeOffset visible)
    {
        lock (_gate)
        {
            foreach (var write in writes)
            {
                // A parallel request may have written the same prefix: what lives longer stays, and what is visible already stays so.
                var other = LiveOrLater(write.Key, visible);
                var entry = other?.FindableUntil > start + write.Ttl ? other : new CacheEntry(write.Ttl, write.Parent, start);
                entry.Show(other?.VisibleFrom < visible ? other.VisibleFrom : visible);
                _entries[write.Key] = entry;
                _lengths.Add(write.Key.Length);
            }

            Sweep(visible);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
            _lengths.Clear();
        }
    }

    private CacheEntry? LiveOrLater(PrefixKey key, DateTimeOffset now) =>
        _entries.TryGetValue(key, out var entry) && (entry.VisibleFrom > now || IsLive(key, now)) ? entry : null;

    private bool IsLive(PrefixKey key, DateTimeOffset now) =>
        _entries.TryGetValue(key, out var entry) && entry.FindableUntil > now && entry.VisibleFrom <= now
            && (generousProlonging || HasLiveTokens(key, now));

    private bool HasLiveTokens(PrefixKey key, DateTimeOffset now)
    {
        for (PrefixKey? link = key; link is { } current;)
        {
            if (!_entries.TryGetValue(current, out var entry) || entry.TokensUntil <= now)
            {
                return false;
            }

            link = entry.Parent;
        }

        return true;
    }

    private void Refresh(PrefixKey key, DateTimeOffset start)
    {
        if (_entries.TryGetValue(key, out var hit))
        {
            hit.Hit(start);
        }

        for (PrefixKey? link = key; link is { } current;)
        {
            // By the generous reading a parent may be gone before its child.
            if (!_entries.TryGetValue(current, out var entry))
            {
                return;
            }

            entry.ReadTokens(start);
            link = entry.Parent;
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (_entries.Count < _sweepAt)
        {
            return;
        }

        foreach (var (key, entry) in _entries)
        {
            if (entry.TokensUntil <= now && (!generousProlonging || entry.FindableUntil <= now))
            {
                _entries.Remove(key);
            }
        }

        _lengths.IntersectWith(_entries.Keys.Select(static key => key.Length));
        _sweepAt = Math.Max(SweepAfter, _entries.Count * 2);
    }
}
