using System.Collections;

namespace PromptCaching.Testing.Ledger;

/// <summary>A part of an array that is never written again.</summary>
internal sealed class ArrayView(EmulatedCall[] items, int start, int count) : IReadOnlyList<EmulatedCall>
{
    public EmulatedCall[] Items => items;

    public int Start => start;

    public int End => start + count;

    public int Count => count;

    public EmulatedCall this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return items[start + index];
        }
    }

    /// <summary>Finds the first call whose number is not lower: calls may be answered in another order than they arrived in.</summary>
    public int PlaceOf(long number)
    {
        var place = count;
        while (place > 0 && items[start + place - 1].Number >= number)
        {
            place--;
        }

        return place;
    }

    public ArrayView Copied(int capacity)
    {
        var copy = new EmulatedCall[capacity];
        items.AsSpan(start, count).CopyTo(copy);
        return new ArrayView(copy, 0, count);
    }

    public IEnumerator<EmulatedCall> GetEnumerator() => ((IEnumerable<EmulatedCall>)new ArraySegment<EmulatedCall>(items, start, count)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
