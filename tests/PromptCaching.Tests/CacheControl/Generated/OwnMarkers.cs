namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Markers that the caller sets: at most four, the automatic one counted, and no hour after five minutes.</summary>
/// <param name="Places">The numbers of the marked places in prompt order, with the TTL of each.</param>
/// <param name="AutomaticIsOneHour">The TTL of automatic caching; null for none.</param>
internal sealed record OwnMarkers(IReadOnlyList<(int Place, bool IsOneHour)> Places, bool? AutomaticIsOneHour)
{
    private const int Most = 4;

    public static OwnMarkers None { get; } = new([], null);

    public static OwnMarkers Some(Random chance, int places)
    {
        var isAutomatic = chance.OneIn(4);
        var count = Math.Min(places, chance.Next(isAutomatic ? Most : Most + 1));
        var chosen = new SortedSet<int>();
        while (chosen.Count < count)
        {
            // Callers mark ends: the last block is as likely as all others together.
            chosen.Add(chance.OneIn(2) ? places - 1 : chance.Next(places));
            count = chosen.Contains(places - 1) && chance.OneIn(10) ? chosen.Count : count;
        }

        var hours = chance.OneIn(2) ? 0 : chance.Next(count + 1);
        (int Place, bool IsOneHour)[] marked = [.. chosen.Select((place, index) => (place, index < hours))];
        return new OwnMarkers(marked, isAutomatic ? Automatic(chance, marked, places) : null);
    }

    /// <summary>Automatic caching marks the last block: with the same TTL where that is marked already, and never longer than what comes before.</summary>
    private static bool Automatic(Random chance, (int Place, bool IsOneHour)[] marked, int places) => marked.Length == 0
        ? chance.OneIn(2)
        : marked[^1].IsOneHour && (marked[^1].Place == places - 1 || chance.OneIn(2));
}
