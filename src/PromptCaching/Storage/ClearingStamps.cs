namespace PromptCaching.Storage;

/// <summary>All clearings that are known at a time. Immutable; whatever is combined in whatever order ends the same.</summary>
internal sealed class ClearingStamps
{
    private readonly Dictionary<ulong, ClearingStamp> _stamps;

    private ClearingStamps(Dictionary<ulong, ClearingStamp> stamps) => _stamps = stamps;

    public static ClearingStamps None { get; } = new([]);

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

        if (Covers(begunAt, EntryLabel.Everything) || Covers(begunAt, new EntryLabel(region, 0)))
        {
            return true;
        }

        for (var index = 0; index < labels.Count; index++)
        {
            if (Covers(begunAt, labels[index]))
            {
                return true;
            }
        }

        return false;
    }

    public ClearingStamps With(ulong label, ClearingStamp stamp)
    {
        var stamps = new Dictionary<ulong, ClearingStamp>(_stamps);
        stamps[label] = stamps.TryGetValue(label, out var known) ? ClearingStamp.Later(known, stamp) : stamp;
        return new ClearingStamps(stamps);
    }

    private bool Covers(long begunAt, EntryLabel label) =>
        _stamps.TryGetValue(label.Name, out var stamp)
        && (stamp.Content == 0 ? begunAt <= stamp.At : label.Content != 0 && label.Content != stamp.Content);
}
