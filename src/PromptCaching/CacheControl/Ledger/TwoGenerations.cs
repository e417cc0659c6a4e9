namespace PromptCaching.CacheControl.Ledger;

/// <summary>
/// A bounded dictionary that forgets what was not used lately: when the young generation is full it becomes the old one, and the old one goes.
/// What is found in the old one moves to the young one.
/// </summary>
internal sealed class TwoGenerations<TValue>(int capacity)
    where TValue : class
{
    private readonly int _capacityOfOne = Math.Max(1, capacity / 2);
    private Dictionary<ulong, TValue> _young = [];
    private Dictionary<ulong, TValue> _old = [];

    /// <summary>Gets how many values are kept; never more than the capacity.</summary>
    public int Count => _young.Count + _old.Count;

    public TValue? Find(ulong key)
    {
        if (_young.TryGetValue(key, out var value))
        {
            return value;
        }

        if (_old.Remove(key, out value))
        {
            Add(key, value);
        }

        return value;
    }

    public void Add(ulong key, TValue value)
    {
        if (_young.Count >= _capacityOfOne)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }

        _young[key] = value;
    }
}
