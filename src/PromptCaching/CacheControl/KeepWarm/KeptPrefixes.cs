namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>The prefixes that are looked after, bounded in number and bytes: the one that was used longest ago goes first. Its owner locks.</summary>
internal sealed class KeptPrefixes
{
    public const int Most = 64;
    public const int MostBytes = 16 * 1024 * 1024;
    private readonly Dictionary<ulong, KeptPrefix> _prefixes = [];

    public int Count => _prefixes.Count;

    public IEnumerable<KeptPrefix> Waiting => _prefixes.Values.Where(static prefix => prefix.IsWaiting);

    public KeptPrefix? Find(ulong hash) => _prefixes.GetValueOrDefault(hash);

    public KeptPrefix FindOrAdd(ulong hash, DateTimeOffset now)
    {
        if (!_prefixes.TryGetValue(hash, out var prefix))
        {
            _prefixes.Add(hash, prefix = new KeptPrefix(hash, now));
        }

        return prefix;
    }

    public void Remove(KeptPrefix prefix) => _prefixes.Remove(prefix.Hash);

    /// <summary>Makes room.</summary>
    public void Trim()
    {
        while (_prefixes.Count > Most || _prefixes.Values.Sum(static prefix => (long)(prefix.Body?.Length ?? 0)) > MostBytes)
        {
            Remove(_prefixes.Values.MinBy(static prefix => prefix.LastUse)!);
        }
    }

    public void Clear() => _prefixes.Clear();
}
