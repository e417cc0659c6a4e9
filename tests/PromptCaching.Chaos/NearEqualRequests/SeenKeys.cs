namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>The keys of the latest requests, and what each of them asked: finds two that share a key and should not, and two that should and do not.</summary>
internal sealed class SeenKeys
{
    private const int Most = 400_000;
    private readonly Dictionary<UInt128, UInt128> _meanings = new(Most);
    private readonly Dictionary<UInt128, UInt128> _keys = new(Most);

    public int FalseHits { get; private set; }

    public int Misses { get; private set; }

    /// <returns>Whether all is well.</returns>
    public bool Add(string key, UInt128 meaning)
    {
        if (_meanings.Count == Most)
        {
            _meanings.Clear();
            _keys.Clear();
        }

        var place = Short(key);
        var isFalseHit = !_meanings.TryAdd(place, meaning) && _meanings[place] != meaning;
        var isMiss = !_keys.TryAdd(meaning, place) && _keys[meaning] != place;
        FalseHits += isFalseHit ? 1 : 0;
        Misses += isMiss ? 1 : 0;
        return !isFalseHit && !isMiss;
    }

    /// <summary>The last 126 bits of a key, which are of a hash: two that agree in them are one.</summary>
    private static UInt128 Short(string key)
    {
        var bits = UInt128.Zero;
        foreach (var letter in key.AsSpan(key.Length - 21))
        {
            bits = (bits << 6) | (uint)(letter switch
            {
                >= 'a' => letter - 'a',
                >= 'A' and <= 'Z' => letter - 'A' + 26,
                >= '0' and <= '9' => letter - '0' + 52,
                '-' => 62,
                _ => 63,
            });
        }

        return bits;
    }
}
