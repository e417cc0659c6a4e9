namespace PromptCaching.Testing.Ledger;

/// <summary>The latest calls, in order of arrival or as they are added; a snapshot can be read at any time. Safe for parallel calls.</summary>
/// <remarks>
/// Calls mostly come in order, and then an addition changes nothing that an earlier snapshot shows: snapshots share one array. Only a call
/// that was overtaken, or an array that is full, makes a new one.
/// </remarks>
internal sealed class CallLedger(int maximum, bool byArrival)
{
    private readonly Lock _gate = new();
    private volatile ArrayView _calls = new([], 0, 0);

    public IReadOnlyList<EmulatedCall> Calls => _calls;

    public void Add(EmulatedCall made)
    {
        lock (_gate)
        {
            var all = _calls;
            var place = byArrival ? all.PlaceOf(made.Number) : all.Count;
            var isLast = place == all.Count;
            if (!isLast || all.End == all.Items.Length)
            {
                all = all.Copied(2 * (all.Count + 1));
            }

            all.Items.AsSpan(all.Start + place, all.Count - place).CopyTo(all.Items.AsSpan(all.Start + place + 1));
            all.Items[all.Start + place] = made;
            var first = Math.Max(all.Start, all.End + 1 - maximum);
            _calls = new ArrayView(all.Items, first, all.End + 1 - first);
        }
    }

    public EmulatedCall? Find(long number) => _calls.LastOrDefault(call => call.Number == number);

    public void Clear()
    {
        lock (_gate)
        {
            _calls = new ArrayView([], 0, 0);
        }
    }
}
