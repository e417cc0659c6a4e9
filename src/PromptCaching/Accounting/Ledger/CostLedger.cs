using Microsoft.Extensions.Logging;

namespace PromptCaching.Accounting;

/// <summary>The book of one client: an entry for every attempt that was answered or may have been billed, and one for every hit and join.</summary>
internal sealed class CostLedger
{
    private const int MostDays = 4000;
    private readonly object _lock = new();
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly NamedTotals<string> _byModel;
    private readonly NamedTotals<string> _byScope;
    private readonly NamedTotals<string> _byTag;
    private readonly NamedTotals<DateOnly> _byDay = new(MostDays, DateOnly.MinValue);
    private readonly EntryHistory _history;
    private RunningTotals _total = new();
    private Action<UsageEntry>[] _sinks = [];

    public CostLedger(AccountingOptions options, TimeProvider time, ILogger logger)
    {
        (_time, _logger) = (time, logger);
        _byModel = new NamedTotals<string>(options.MaxNames, IClaudeUsage.OtherNames);
        _byScope = new NamedTotals<string>(options.MaxNames, IClaudeUsage.OtherNames);
        _byTag = new NamedTotals<string>(options.MaxNames, IClaudeUsage.OtherNames);
        _history = new EntryHistory(options.MaxEntries);
    }

    public UsageTotals Total => Locked(() => _total.Snapshot());

    public IReadOnlyDictionary<string, UsageTotals> ByModel => Locked(_byModel.Snapshot);

    public IReadOnlyDictionary<string, UsageTotals> ByScope => Locked(_byScope.Snapshot);

    public IReadOnlyDictionary<string, UsageTotals> ByTag => Locked(_byTag.Snapshot);

    public IReadOnlyDictionary<DateOnly, UsageTotals> ByDay => Locked(_byDay.Snapshot);

    public IReadOnlyList<UsageEntry> Entries => Locked(_history.Snapshot);

    public DateTimeOffset Now => _time.GetUtcNow();

    public void Add(UsageEntry entry)
    {
        lock (_lock)
        {
            Count(entry);
        }

        Tell(entry);
    }

    /// <summary>Counts an entry that was there before this process began, and tells nobody.</summary>
    public void Restore(UsageEntry entry)
    {
        lock (_lock)
        {
            Count(entry);
        }
    }

    public void Reset()
    {
        lock (_lock)
        {
            _total = new RunningTotals();
            _byModel.Clear();
            _byScope.Clear();
            _byTag.Clear();
            _byDay.Clear();
            _history.Clear();
        }
    }

    public IDisposable Subscribe(Action<UsageEntry> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        lock (_lock)
        {
            _sinks = [.. _sinks, sink];
        }

        return new Subscription(this, sink);
    }

    private void Count(UsageEntry entry)
    {
        _total.Add(entry);
        _byModel.Add(entry.Model ?? "", entry);
        _byScope.Add(entry.Scope ?? "", entry);
        _byDay.Add(DateOnly.FromDateTime(entry.At.UtcDateTime), entry);
        for (var tag = 0; tag < entry.Tags.Count; tag++)
        {
            _byTag.Add(entry.Tags[tag], entry);
        }

        _history.Add(entry);
    }

    private void Tell(UsageEntry entry)
    {
        foreach (var sink in _sinks)
        {
            try
            {
                sink(entry);
            }
            catch (Exception fault)
            {
                // What was paid stays paid, whatever an onlooker makes of it.
                _logger.SinkFailed(fault);
            }
        }
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private void Remove(Action<UsageEntry> sink)
    {
        lock (_lock)
        {
            var place = Array.IndexOf(_sinks, sink);
            _sinks = place < 0 ? _sinks : [.. _sinks[..place], .. _sinks[(place + 1)..]];
        }
    }

    private sealed class Subscription(CostLedger ledger, Action<UsageEntry> sink) : IDisposable
    {
        private int _isEnded;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isEnded, 1) == 0)
            {
                ledger.Remove(sink);
            }
        }
    }
}
