using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>Reads prefixes shortly before they would expire, while that is expected to pay. Runs on the timer of the clock, and ends with its owner.</summary>
internal sealed class KeepWarmService : IDisposable
{
    private readonly Func<KeepWarmOptions> _options;
    private readonly Func<string?, ModelTerms> _terms;
    private readonly PrefixLedger _ledger;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly object _lock = new();
    private readonly KeptPrefixes _prefixes = new();
    private readonly DailySpend _spend = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;
    private ITimer? _timer;
    private DateOnly? _warnedOfSpend;
    private int _inFlight;
    private bool _isDisposed;
    private volatile bool _hasAny;

    public KeepWarmService(Func<KeepWarmOptions> options, Func<string?, ModelTerms> terms, PrefixLedger ledger, TimeProvider time, ILogger logger)
    {
        (_options, _terms, _ledger, _time, _logger) = (options, terms, ledger, time, logger);
        _stopping = _stop.Token;
    }

    /// <summary>Gets or sets who sends: the whole chain, from the outside, however often its handlers are made anew.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>? Send { get; set; }

    /// <summary>Gets how many calls are on their way.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Learns from a call whose answer has begun.</summary>
    public void Note(HttpRequestMessage request, PlacedCall call)
    {
        var options = _options();
        if (!options.Enabled && !_hasAny)
        {
            return;
        }

        lock (_lock)
        {
            if (_isDisposed || !options.Enabled)
            {
                Forget();
                return;
            }

            var earlier = Use(call);
            foreach (var prefix in call.WarmPrefixes(options.MinTokens))
            {
                Keep(request, call, prefix, earlier);
            }

            _prefixes.Trim();
            Schedule();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _timer?.Dispose();
            Forget();
        }

        _stop.Cancel();
        _stop.Dispose();
    }

    /// <summary>Notes the use of every prefix of a call that is looked after.</summary>
    /// <returns>The end of the conversation that it continues; that end is none any more.</returns>
    private KeptPrefix? Use(PlacedCall call)
    {
        KeptPrefix? earlier = null;
        var steps = call.Sent.Path.Steps;
        for (var step = 0; step < steps.Count && _prefixes.Count > 0; step++)
        {
            if (_prefixes.Find(steps[step].Hash) is { } prefix)
            {
                prefix.Use(call.Observed.At);
                if (prefix.IsTail && step < steps.Count - 1)
                {
                    _prefixes.Remove(prefix);
                    earlier = prefix;
                }
            }
        }

        return earlier;
    }

    private void Keep(HttpRequestMessage request, PlacedCall call, WarmPrefix prefix, KeptPrefix? earlier)
    {
        var sent = call.Sent;
        if (_terms(sent.Outline.Model).InputPrice is not { } price)
        {
            return;
        }

        const decimal PerMillion = 1_000_000m;
        var highestCost = (decimal)(prefix.Candidate.Tokens * RefreshWorth.WriteRate(prefix.Lifetime)) * price / PerMillion;
        var isNew = _prefixes.Find(sent.Path.Steps[prefix.Candidate.Step].Hash) is null;
        _hasAny = true;
        var kept = _prefixes.FindOrAdd(sent.Path.Steps[prefix.Candidate.Step].Hash, call.Observed.At);
        if (isNew && prefix.IsTail && earlier is not null)
        {
            kept.Continue(earlier);
        }

        kept.Live(prefix, sent.Rules.ReadRate, highestCost, call.BoundariesUpTo(prefix.Candidate.Step), call.Observed.At);
        var isWorthItsBytes = !prefix.IsTail || kept.Worth(kept.DueAt) > 0;
        if (isWorthItsBytes
            && kept.IsNew(new PrefixVariant(sent.Outline.Parameters, sent.Betas, prefix.Lifetime))
            && ZeroTokenBody.Of(sent.Body, sent.Outline, sent.Path.Steps[prefix.Candidate.Step].Block, prefix.Lifetime == EntryLifetime.OneHour) is { } body)
        {
            kept.Keep(body, new WarmRoute(request));
        }
    }

    private void Forget()
    {
        _prefixes.Clear();
        _hasAny = false;
    }

    private void Schedule()
    {
        var due = _prefixes.Waiting.Select(static prefix => prefix.DueAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        if (due == DateTimeOffset.MaxValue || _isDisposed)
        {
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = due - _time.GetUtcNow();
        _timer ??= CreateTimer();
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private ITimer CreateTimer()
    {
        // A timer keeps what flows with whoever makes it, and this one lives as long as the client.
        using IDisposable? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return _time.CreateTimer(static service => ((KeepWarmService)service!).RefreshDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void RefreshDue()
    {
        List<KeptPrefix> due;
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            due = [.. _prefixes.Waiting.Where(prefix => prefix.DueAt <= now)];
            due.RemoveAll(prefix => !IsWanted(prefix, now));
            foreach (var prefix in due)
            {
                prefix.BeginRefresh();
                Interlocked.Increment(ref _inFlight);
            }

            Schedule();
        }

        foreach (var prefix in due)
        {
            // The wishes and the trace of whoever made the first call are none of this call's.
            _ = CleanContext.RunAsync(() =>
            {
                Activity.Current = null;
                return RefreshAsync(prefix, prefix.Route!, prefix.Body!);
            });
        }
    }

    /// <summary>Decides about a prefix whose time has come; one that is not wanted rests until its next use.</summary>
    private bool IsWanted(KeptPrefix prefix, DateTimeOffset now)
    {
        var options = _options();
        var pays = prefix.EndsAt > now && prefix.Worth(now) > 0;
        var isWanted = !_isDisposed && Send is not null && options.Enabled && pays && CanPay(prefix, options.MaxUsdPerDay, now);
        if (!isWanted)
        {
            prefix.IsGivenUp = true;
            if (!pays)
            {
                _logger.GivenUp(prefix.Stake.Tokens, prefix.Refreshes);
            }
        }

        return isWanted;
    }

    private bool CanPay(KeptPrefix prefix, decimal most, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var canPay = _spend.TryReserve(today, prefix.HighestCost, most);
        if (!canPay && _warnedOfSpend != today)
        {
            _warnedOfSpend = today;
            _logger.SpendCapReached(most);
        }

        return canPay;
    }

    private async Task<bool> RefreshAsync(KeptPrefix prefix, WarmRoute route, byte[] body)
    {
        var started = _time.GetUtcNow();
        var reserved = prefix.HighestCost;
        decimal? cost = null;
        RefreshAnswer? answer = null;
        try
        {
            // Later than that it would not read but write.
            using var deadline = new CancellationTokenSource(prefix.EndsAt - started, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _stopping);
            using var request = route.Request(body);
            using var response = await Send!(request, either.Token).ConfigureAwait(false);
            answer = await RefreshAnswer.ReadAsync(response, either.Token).ConfigureAwait(false);
            cost = answer.Cost;
        }
        catch (ClaudeRefusedException refused)
        {
            // Nothing was sent.
            cost = 0m;
            _logger.RefreshFailed(null, refused);
        }
        catch (Exception failure)
        {
            // Nobody waits for this call; its prefix expires, as it would have without us.
            _logger.RefreshFailed(null, failure);
        }

        lock (_lock)
        {
            _spend.Settle(reserved, cost);
            End(prefix, answer, started);
            Schedule();
            Interlocked.Decrement(ref _inFlight);
        }

        return answer is not null;
    }

    private void End(KeptPrefix prefix, RefreshAnswer? answer, DateTimeOffset started)
    {
        prefix.IsInFlight = false;
        if (answer is { IsRead: true })
        {
            prefix.Last(started);
            _ledger.Refresh(prefix.Boundaries, started);
            _logger.Refreshed(prefix.Stake.Tokens, answer.Cost);
        }
        else if (answer is { IsUseless: true })
        {
            prefix.Drop();
            _logger.RefreshUseless((int)answer.Status, answer.Read, answer.Written);
        }
        else
        {
            prefix.IsGivenUp = true;
            if (answer is not null)
            {
                _logger.RefreshFailed((int)answer.Status, null);
            }
        }
    }
}
