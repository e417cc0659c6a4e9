namespace PromptCaching.Testing.PromptCache;

/// <summary>Decides what a request reads, writes and pays: A read, B - A written for an hour, C - B for five minutes, the rest plain.</summary>
internal sealed class CacheAccountant(PromptCacheStore store)
{
    /// <summary>Bills a request and refreshes what it reads; its writes stay in the bill until the answer begins.</summary>
    /// <param name="sequence">The request.</param>
    /// <param name="keys">The key of the prefix through each position.</param>
    /// <param name="minimum">The shortest prefix that is cached, in tokens.</param>
    /// <param name="start">When the request began.</param>
    public CacheBill Settle(PromptSequence sequence, IReadOnlyList<PrefixKey> keys, int minimum, DateTimeOffset start)
    {
        // Two markers on one position are one breakpoint, of the longer TTL.
        (int Position, TimeSpan Ttl)[] breakpoints =
        [
            .. sequence.Breakpoints
                .Where(breakpoint => sequence.TokensThrough(breakpoint.Position) >= minimum)
                .GroupBy(static breakpoint => breakpoint.Position)
                .Select(static group => (group.Key, group.Max(static breakpoint => breakpoint.Ttl)))
                .OrderBy(static breakpoint => breakpoint.Key),
        ];
        if (breakpoints.Length == 0)
        {
            return CacheBill.AllInput(sequence);
        }

        int[] window = [.. breakpoints.Reverse().SelectMany(breakpoint => LookbackWindow.From(breakpoint.Position, sequence.Positions)).Distinct()];
        var found = store.Read(
            [.. window.Select(position => keys[position])],
            index => breakpoints.Where(breakpoint => breakpoint.Position < window[index]).Select(breakpoint => keys[breakpoint.Position]),
            start);
        var hit = found < 0 ? -1 : window[found];
        return Bill(sequence, keys, hit, [.. breakpoints.Where(breakpoint => breakpoint.Position > hit)]);
    }

    private static CacheBill Bill(PromptSequence sequence, IReadOnlyList<PrefixKey> keys, int hit, (int Position, TimeSpan Ttl)[] beyond)
    {
        var read = sequence.TokensThrough(hit);
        var through1h = sequence.TokensThrough(LastOf(beyond.Where(static breakpoint => breakpoint.Ttl == CacheTtl.Long)));
        var throughLast = sequence.TokensThrough(LastOf(beyond));

        var writes = new List<CacheWrite>(beyond.Length);
        var parent = hit < 0 ? (PrefixKey?)null : keys[hit];
        foreach (var (position, ttl) in beyond)
        {
            writes.Add(new CacheWrite(keys[position], ttl, parent));
            parent = keys[position];
        }

        return new CacheBill(sequence.TotalTokens - throughLast, throughLast - through1h, through1h - read, read) { Writes = writes };

        int LastOf(IEnumerable<(int Position, TimeSpan Ttl)> breakpoints) =>
            breakpoints.Select(static breakpoint => breakpoint.Position).DefaultIfEmpty(hit).Last();
    }
}
