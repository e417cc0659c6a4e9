namespace PromptCaching.Accounting;

/// <summary>Sums that grow in place. Not safe for parallel calls: the ledger's lock is held.</summary>
internal sealed class RunningTotals
{
    private long _attempts;
    private long _hits;
    private long _joins;
    private long _failures;
    private long _partlyKnown;
    private long _unknown;
    private long _unpriced;
    private long _input;
    private long _written5m;
    private long _written1h;
    private long _read;
    private long _output;
    private long _thinking;
    private long _searches;
    private decimal _cost;
    private decimal _savedByPromptCache;
    private decimal _savedByResponseCache;

    public void Add(UsageEntry entry)
    {
        switch (entry.Source)
        {
            case CallSource.ResponseCache:
                _hits++;
                _savedByResponseCache += entry.CostWithoutCaching ?? 0m;
                break;
            case CallSource.Joined:
                _joins++;
                _savedByResponseCache += entry.CostWithoutCaching ?? 0m;
                break;
            default:
                AddAttempt(entry);
                break;
        }
    }

    public void Add(UsageTotals totals)
    {
        _attempts += totals.Attempts;
        _hits += totals.Hits;
        _joins += totals.Joins;
        _failures += totals.Failures;
        _partlyKnown += totals.PartlyKnown;
        _unknown += totals.Unknown;
        _unpriced += totals.Unpriced;
        Add(totals.Usage);
        _cost += totals.Cost;
        _savedByPromptCache += totals.SavedByPromptCache;
        _savedByResponseCache += totals.SavedByResponseCache;
    }

    public UsageTotals Snapshot() => new()
    {
        Attempts = _attempts,
        Hits = _hits,
        Joins = _joins,
        Failures = _failures,
        PartlyKnown = _partlyKnown,
        Unknown = _unknown,
        Unpriced = _unpriced,
        Usage = new TokenUsage
        {
            Input = _input,
            CacheWrite5m = _written5m,
            CacheWrite1h = _written1h,
            CacheRead = _read,
            Output = _output,
            Thinking = _thinking,
            WebSearches = _searches,
        },
        Cost = _cost,
        SavedByPromptCache = _savedByPromptCache,
        SavedByResponseCache = _savedByResponseCache,
    };

    private void AddAttempt(UsageEntry entry)
    {
        _attempts++;
        _failures += entry.Error is null ? 0 : 1;
        _partlyKnown += entry.Knowledge == UsageKnowledge.Partly ? 1 : 0;
        _unknown += entry.Knowledge == UsageKnowledge.Unknown ? 1 : 0;
        if (entry.Usage is not { } usage)
        {
            return;
        }

        Add(usage);
        _unpriced += entry.Cost is null ? 1 : 0;
        _cost += entry.Cost ?? 0m;
        _savedByPromptCache += (entry.CostWithoutCaching - entry.Cost) ?? 0m;
    }

    private void Add(TokenUsage usage)
    {
        _input += usage.Input;
        _written5m += usage.CacheWrite5m;
        _written1h += usage.CacheWrite1h;
        _read += usage.CacheRead;
        _output += usage.Output;
        _thinking += usage.Thinking;
        _searches += usage.WebSearches;
    }
}
