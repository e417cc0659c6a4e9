namespace PromptCaching.Accounting;

/// <summary>Sums by a name of which there are few; those beyond the bound share one.</summary>
/// <param name="most">How many names are told apart.</param>
/// <param name="rest">The name of all others.</param>
internal sealed class NamedTotals<TName>(int most, TName rest)
    where TName : notnull
{
    private readonly Dictionary<TName, RunningTotals> _totals = [];

    public void Add(TName name, UsageEntry entry)
    {
        if (!_totals.TryGetValue(name, out var totals))
        {
            var counted = _totals.Count < most ? name : rest;
            if (!_totals.TryGetValue(counted, out totals))
            {
                totals = _totals[counted] = new RunningTotals();
            }
        }

        totals.Add(entry);
    }

    public void Clear() => _totals.Clear();

    public IReadOnlyDictionary<TName, UsageTotals> Snapshot() => _totals.ToDictionary(static pair => pair.Key, static pair => pair.Value.Snapshot());
}
