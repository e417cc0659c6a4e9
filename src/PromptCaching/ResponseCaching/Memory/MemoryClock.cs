using System.Collections.Concurrent;

namespace PromptCaching.ResponseCaching.Memory;

/// <summary>Keeps what is held within its bytes: a hand goes round, takes the mark off what was asked for, and takes out what has none.</summary>
internal sealed class MemoryClock
{
    private readonly object _lock = new();
    private readonly Queue<MemoryItem> _round = new();
    private int _gone;

    public long Bytes { get; private set; }

    /// <summary>Puts an item into its table, in the place of the one that stood there. One that is larger than everything allowed stays out.</summary>
    public void Put<TKey, T>(ConcurrentDictionary<TKey, MemoryItem<T>> table, TKey key, MemoryItem<T> item, long most)
        where TKey : notnull
        where T : class
    {
        lock (_lock)
        {
            RemoveFrom(table, key);
            if (item.Bytes > most)
            {
                return;
            }

            MakeRoom(most - item.Bytes);
            item.Forget = () => table.TryRemove(new KeyValuePair<TKey, MemoryItem<T>>(key, item));
            table[key] = item;
            _round.Enqueue(item);
            Bytes += item.Bytes;
        }
    }

    public void Remove<TKey, T>(ConcurrentDictionary<TKey, MemoryItem<T>> table, TKey key)
        where TKey : notnull
        where T : class
    {
        lock (_lock)
        {
            RemoveFrom(table, key);
        }
    }

    private void RemoveFrom<TKey, T>(ConcurrentDictionary<TKey, MemoryItem<T>> table, TKey key)
        where TKey : notnull
        where T : class
    {
        if (!table.TryRemove(key, out var old))
        {
            return;
        }

        old.IsGone = true;
        old.Release();
        Bytes -= old.Bytes;

        // What is gone leaves the round when the hand comes to it; so that nobody waits for that, the round is swept when half of it is gone.
        if (++_gone * 2 > _round.Count + 16)
        {
            Sweep();
        }
    }

    private void MakeRoom(long most)
    {
        while (Bytes > most)
        {
            var item = _round.Dequeue();
            if (item.IsGone)
            {
                _gone--;
            }
            else if (item.IsTouched)
            {
                item.IsTouched = false;
                _round.Enqueue(item);
            }
            else
            {
                item.Forget!();
                item.IsGone = true;
                Bytes -= item.Bytes;
            }
        }
    }

    private void Sweep()
    {
        for (var left = _round.Count; left > 0; left--)
        {
            var item = _round.Dequeue();
            if (!item.IsGone)
            {
                _round.Enqueue(item);
            }
        }

        _gone = 0;
    }
}
