namespace PromptCaching.Accounting;

/// <summary>The latest entries, oldest first. Not safe for parallel calls: the ledger's lock is held.</summary>
internal sealed class EntryHistory(int most)
{
    private readonly Queue<UsageEntry> _entries = new();

    public void Add(UsageEntry entry)
    {
        if (most == 0)
        {
            return;
        }

        if (_entries.Count == most)
        {
            _entries.Dequeue();
        }

        _entries.Enqueue(entry);
    }

    public void Clear() => _entries.Clear();

    public IReadOnlyList<UsageEntry> Snapshot() => [.. _entries];
}
