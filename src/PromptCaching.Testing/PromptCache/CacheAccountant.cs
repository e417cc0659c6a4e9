namespace PromptCaching.Testing.PromptCache;

/// <summary>Decides what a request reads, writes and pays: A read, B - A written for an hour, C - B for five minutes, the rest plain.</summary>
internal sealed class CacheAccountant(PromptCacheStore store)
{
    /// <summary>Bills a request; what it reads is prolonged, and what it writes is there, only if it is answered.</summary>
    /// <param name="sequence">The request.</param>
    /// <param name="keys">The key of the prefix through each position at which one can be found or written.</param>
    /// <param name="minimum">The shortest prefix that is cached, in tokens.</param>
    /// <param name="start">When the request began.</param>
    public CacheBill Settle(PromptSequence sequence, IReadOnlyList<PrefixKey> keys, int minimum, DateTimeOffset start)
    {
        var breakpoints = Effective(sequence, minimum);
        if (breakpoints.Count == 0)
        {
            return CacheBill.AllInput(sequence);
        }

        var (hit, kept) = store.Find(keys, breakpoints.Keys, Window(sequence, breakpoints.Keys), start);
        return Bill(sequence, keys, hit, [.. breakpoints.Where(breakpoint => breakpoint.Key > hit)]) with { Kept = kept };
    }

    /// <summary>The breakpoints that reach the minimum, by position. Two markers on one position are one breakpoint, of the longer TTL.</summary>
    private static SortedList<int, TimeSpan> Effective(PromptSequence sequence, int minimum)
    {
        var breakpoints = new SortedList<int, TimeSpan>(capacity: 4);
        foreach (var breakpoint in sequence.Breakpoints)
        {
            if (sequence.TokensThrough(breakpoint.Position) >= minimum
                && (!breakpoints.TryGetValue(breakpoint.Position, out var other) || other < breakpoint.Ttl))
            {
                breakpoints[breakpoint.Position] = breakpoint.Ttl;
            }
        }

        return breakpoints;
    }

    /// <summary>Where to look: from the last breakpoint backwards, and if that has no hit, from the one before it.</summary>
    private static IEnumerable<int> Window(PromptSequence sequence, IList<int> breakpoints)
    {
        for (var index = breakpoints.Count - 1; index >= 0; index--)
        {
            foreach (var position in LookbackWindow.From(breakpoints[index], sequence.Positions))
            {
                yield return position;
            }
        }
    }

    private static CacheBill Bill(PromptSequence sequence, IReadOnlyList<PrefixKey> keys, int hit, IReadOnlyList<KeyValuePair<int, TimeSpan>> beyond)
    {
        var through1h = beyond.LastOrDefault(static one => one.Value == CacheTtl.Long, new(hit, default)).Key;
        var throughLast = hit;
        var writes = new List<CacheWrite>();
        var parent = hit < 0 ? (PrefixKey?)null : keys[hit];
        foreach (var (position, ttl) in beyond)
        {
            // Web tools are rendered after the other tools: a five-minute marker may come before a one-hour one, and is paid as that.
            writes.Add(new CacheWrite(keys[position], position <= through1h ? CacheTtl.Long : ttl, parent));
            parent = keys[position];
            throughLast = position;
        }

        var (a, b, c) = (sequence.TokensThrough(hit), sequence.TokensThrough(through1h), sequence.TokensThrough(throughLast));
        return new CacheBill(sequence.TotalTokens - c, c - b, b - a, a) { Writes = writes };
    }
}
