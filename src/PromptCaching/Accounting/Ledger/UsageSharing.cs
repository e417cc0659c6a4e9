using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Accounting;

/// <summary>One process's part in totals that others share: told in the background, and whenever somebody reads them.</summary>
/// <remarks>What a ledger's file restores was told by the process before, so only what is new counts here; a reset of the ledger takes nothing back.</remarks>
internal sealed class UsageSharing : IDisposable
{
    private const int NameLength = 8;
    private const int MostModelsAtOnce = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenWords = TimeSpan.FromSeconds(1);
    private readonly string _process = Convert.ToHexString(RandomNumberGenerator.GetBytes(NameLength));
    private readonly object _lock = new();

    [SuppressMessage("Usage", "CA2213", Justification = "Without a wait handle it holds nothing, and somebody may still be reading.")]
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly NamedTotals<string> _sums;
    private readonly Dictionary<string, UsageTotals> _acknowledged = new(StringComparer.Ordinal);
    private readonly ISharedUsage _shared;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly IDisposable _entries;
    private string? _memory;
    private Task _telling = Task.CompletedTask;
    private bool _isDue;
    private bool _isAway;
    private bool _isDisposed;

    public UsageSharing(ISharedUsage shared, CostLedger ledger, int mostModels, TimeProvider time, ILogger logger)
    {
        (_shared, _time, _logger) = (shared, time, logger);
        _sums = new NamedTotals<string>(mostModels, IClaudeUsage.OtherNames);
        using (IDisposable? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow())
        {
            // Nothing of the call that happens to make the chain stays with it.
            _timer = time.CreateTimer(static self => ((UsageSharing)self!).Tell(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        _entries = ledger.Subscribe(Count);
    }

    /// <summary>Tells what is not told yet, and asks for the sums of all.</summary>
    /// <returns><see langword="null"/> when the others cannot be asked.</returns>
    public async Task<UsageStanding?> ReadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TellAllAsync(isAsking: true, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says what is not said yet, unless nobody answered the last time: an end must not wait for what is away.</summary>
    public void Dispose()
    {
        Task telling;
        bool isLast;
        lock (_lock)
        {
            (isLast, _isDisposed) = (_isDue && !_isAway && !_isDisposed, true);
            telling = _isAway ? Task.CompletedTask : _telling;
        }

        _entries.Dispose();
        _timer.Dispose();
        telling.GetAwaiter().GetResult();
        if (isLast)
        {
            Task.Run(() => TellAsync(CancellationToken.None)).GetAwaiter().GetResult();
        }
    }

    private void Count(UsageEntry entry)
    {
        lock (_lock)
        {
            _sums.Add(entry.Model ?? "", entry);
            Schedule();
        }
    }

    private void Schedule()
    {
        if (!_isDue && !_isDisposed)
        {
            _isDue = true;
            _timer.Change(BetweenWords, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tell()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _telling = Task.Run(() => TellAsync(CancellationToken.None));
            }
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await TellAllAsync(isAsking: false, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong, what was used is told later, and the log says why.")]
    private async Task<UsageStanding?> TellAllAsync(bool isAsking, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, UsageTotals> sums;
        lock (_lock)
        {
            (sums, _isDue) = (_sums.Snapshot(), false);
        }

        try
        {
            var standing = await ExchangeAllAsync(sums, isAsking, cancellationToken).ConfigureAwait(false);
            Hear(fault: null);
            return standing;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            lock (_lock)
            {
                Schedule();
            }

            throw;
        }
        catch (Exception fault)
        {
            Hear(fault);
            return null;
        }
    }

    /// <summary>A store that has forgotten everything answers with another memory, and is told all again.</summary>
    private async Task<UsageStanding?> ExchangeAllAsync(
        IReadOnlyDictionary<string, UsageTotals> sums, bool isAsking, CancellationToken cancellationToken)
    {
        for (var hasForgotten = false; ;)
        {
            var news = sums.Where(pair => _acknowledged.GetValueOrDefault(pair.Key) != pair.Value).ToDictionary(StringComparer.Ordinal);
            if (news.Count == 0 && !isAsking)
            {
                return null;
            }

            var told = news.Take(MostModelsAtOnce).ToDictionary(StringComparer.Ordinal);
            var standing = await ExchangeAsync(
                new UsageExchange
                {
                    Process = _process,
                    Memory = _memory,
                    Sums = told,
                    Acknowledged = _acknowledged.Where(pair => told.ContainsKey(pair.Key)).ToDictionary(StringComparer.Ordinal),
                    IsAsking = isAsking && told.Count == news.Count,
                },
                cancellationToken).ConfigureAwait(false);
            if (Acknowledge(told, standing.Memory))
            {
                // Once is a restart. A store that forgets each time would be told for ever.
                hasForgotten = hasForgotten ? throw new InvalidDataException("The shared totals are forgotten as soon as they are told.") : true;
            }
            else if (told.Count == news.Count)
            {
                return standing;
            }
        }
    }

    /// <returns>Whether the store has forgotten what it knew before.</returns>
    private bool Acknowledge(Dictionary<string, UsageTotals> told, string memory)
    {
        var hasForgotten = _acknowledged.Count > 0 && memory != _memory;
        if (hasForgotten)
        {
            _acknowledged.Clear();
        }

        _memory = memory;
        foreach (var (model, totals) in told)
        {
            _acknowledged[model] = totals;
        }

        return hasForgotten;
    }

    private async Task<UsageStanding> ExchangeAsync(UsageExchange exchange, CancellationToken cancellationToken)
    {
        using var lateness = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exchanging = _shared.ExchangeAsync(exchange, lateness.Token).AsTask();
        try
        {
            return await exchanging.WaitAsync(Patience, _time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!exchanging.IsCompleted)
            {
                // Nobody waits any more: a later failure is looked at here, or it would come up as unobserved.
                _ = exchanging.ContinueWith(
                    static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                await lateness.CancelAsync().ConfigureAwait(false);
            }
        }
    }

    private void Hear(Exception? fault)
    {
        bool isNews;
        lock (_lock)
        {
            (isNews, _isAway) = (_isAway != (fault is not null), fault is not null);
            if (_isAway)
            {
                Schedule();
            }
        }

        if (isNews && fault is null)
        {
            _logger.SharedUsageIsBack();
        }
        else if (isNews)
        {
            _logger.SharedUsageIsAway(fault!.Message);
        }
    }
}
