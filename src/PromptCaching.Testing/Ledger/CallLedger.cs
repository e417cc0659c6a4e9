using System.Collections.Immutable;

namespace PromptCaching.Testing.Ledger;

/// <summary>The latest calls in order of arrival; a snapshot can be read at any time. Safe for parallel calls.</summary>
internal sealed class CallLedger(int maximum)
{
    private ImmutableList<EmulatedCall> _calls = [];

    public IReadOnlyList<EmulatedCall> Calls => _calls;

    public void Add(EmulatedCall made) => ImmutableInterlocked.Update(ref _calls, calls =>
    {
        var all = calls.Insert(IndexOf(calls, made.Number), made);
        return all.Count > maximum ? all.RemoveRange(0, all.Count - maximum) : all;
    });

    public EmulatedCall? Find(long number)
    {
        var calls = _calls;
        var index = IndexOf(calls, number);
        return index < calls.Count && calls[index].Number == number ? calls[index] : null;
    }

    public void Clear() => ImmutableInterlocked.Update(ref _calls, static _ => []);

    /// <summary>Finds the first call whose number is not lower: calls may be answered in another order than they arrived in.</summary>
    private static int IndexOf(ImmutableList<EmulatedCall> calls, long number)
    {
        var (low, high) = (0, calls.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = calls[middle].Number < number ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
