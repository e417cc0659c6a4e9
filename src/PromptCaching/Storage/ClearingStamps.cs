using System.Numerics;

namespace PromptCaching.Storage;

/// <summary>All clearings that are known at a time. Immutable; whatever is combined in whatever order ends the same.</summary>
internal sealed class ClearingStamps
{
    /// <summary>The most stamps that are kept apart.</summary>
    public const int Most = 4096;

    private readonly Dictionary<ulong, ClearingStamp> _stamps;

    private ClearingStamps(Dictionary<ulong, ClearingStamp> stamps) => _stamps = stamps;

    public static ClearingStamps None { get; } = new([]);

    public IReadOnlyCollection<KeyValuePair<ulong, ClearingStamp>> All => _stamps;

    private long EverythingAt => _stamps.TryGetValue(EntryLabel.Everything.Name, out var stamp) && stamp.Content == 0 ? stamp.At : long.MinValue;

    public static ClearingStamps Of(IEnumerable<KeyValuePair<ulong, ClearingStamp>> stamps)
    {
        var known = new Dictionary<ulong, ClearingStamp>();
        foreach (var (label, stamp) in stamps)
        {
            Add(known, label, stamp);
        }

        return new ClearingStamps(known);
    }

    /// <summary>A label within one region: what is cleared there stays elsewhere.</summary>
    public static ulong Within(ulong region, ulong label) => BitOperations.RotateLeft(region, 23) ^ label;

    /// <summary>Whether an entry falls under any of them.</summary>
    /// <param name="begunAt">When what it answers was asked, in Unix milliseconds.</param>
    /// <param name="region">The label of its region.</param>
    /// <param name="labels">The labels that it carries.</param>
    public bool Covers(long begunAt, ulong region, IReadOnlyList<EntryLabel> labels)
    {
        if (_stamps.Count == 0)
        {
            return false;
        }

        if (Covers(begunAt, EntryLabel.Everything.Name, 0) || Covers(begunAt, region, 0))
        {
            return true;
        }

        for (var index = 0; index < labels.Count; index++)
        {
            var (name, content) = labels[index];
            if (Covers(begunAt, name, content) || Covers(begunAt, Within(region, name), content))
            {
                return true;
            }
        }

        return false;
    }

    public ClearingStamps With(ulong label, ClearingStamp stamp) => Of([.. _stamps, new(label, stamp)]);

    /// <summary>Both together, without what is too old to matter and without more than can be kept apart.</summary>
    /// <param name="other">What somebody else knows.</param>
    /// <param name="forgetBefore">Entries from before this time, in Unix milliseconds, have all ended.</param>
    public ClearingStamps MergedWith(ClearingStamps other, long forgetBefore)
    {
        var merged = Of(_stamps.Concat(other._stamps).Where(stamp => stamp.Value.At >= forgetBefore));
        var covered = merged.EverythingAt;
        return Folded(merged._stamps.Where(stamp =>
            stamp.Key == EntryLabel.Everything.Name || stamp.Value.At > covered || stamp.Value.Content != 0));
    }

    /// <summary>Whether these say less than others do.</summary>
    public bool Lack(ClearingStamps others)
    {
        var covered = EverythingAt;
        return others._stamps.Any(other => other.Value.At > covered
            && !(_stamps.TryGetValue(other.Key, out var known) && ClearingStamp.Later(known, other.Value) == known));
    }

    public bool Same(ClearingStamps other) =>
        _stamps.Count == other._stamps.Count
        && _stamps.All(stamp => other._stamps.TryGetValue(stamp.Key, out var known) && known == stamp.Value);

    /// <summary>The oldest of too many become one that clears everything from before them: more than was asked for, never less.</summary>
    private static ClearingStamps Folded(IEnumerable<KeyValuePair<ulong, ClearingStamp>> stamps)
    {
        var latestFirst = stamps.OrderByDescending(static stamp => stamp.Value.At).ToArray();
        if (latestFirst.Length <= Most)
        {
            return Of(latestFirst);
        }

        var kept = latestFirst[..(Most / 2)];
        var folded = new ClearingStamp(latestFirst[kept.Length].Value.At, 0);
        return Of([.. kept, new(EntryLabel.Everything.Name, folded)]);
    }

    private static void Add(Dictionary<ulong, ClearingStamp> stamps, ulong label, ClearingStamp stamp) =>
        stamps[label] = stamps.TryGetValue(label, out var known) ? ClearingStamp.Later(known, stamp) : stamp;

    private bool Covers(long begunAt, ulong label, ulong content) =>
        _stamps.TryGetValue(label, out var stamp)
        && (stamp.Content == 0 ? begunAt <= stamp.At : content != 0 && content != stamp.Content);
}
