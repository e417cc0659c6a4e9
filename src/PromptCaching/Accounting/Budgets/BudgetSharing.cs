using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Accounting;

/// <summary>One process's part in a budget that others share: one exchange at a time, for all calls that wait by then.</summary>
internal sealed class BudgetSharing : IAsyncDisposable
{
    private const int NameLength = 8;
    private const int MostAtOnce = 500;

    /// <summary>Longer than for quota: who counts alone spends what others spend, too, and an answer takes seconds anyway.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenSigns = Lease / 3;
    private readonly string _process = Convert.ToHexString(RandomNumberGenerator.GetBytes(NameLength));
    private readonly ISharedBudgets _shared;
    private readonly BudgetAccount _account;
    private readonly object _lock;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<Budget, BudgetStatus> _warn;
    private readonly ITimer _timer;
    private readonly List<WaitingClaim> _waiting = [];
    private Task _speaking = Task.CompletedTask;
    private bool _isSpeaking;
    private bool _hasNews;
    private bool _isAway;
    private bool _isPausing;
    private bool _isDisposed;

    /// <param name="shared">Those who share it.</param>
    /// <param name="account">What this process has spent and reserved, and what it was told.</param>
    /// <param name="accounts">The lock of all accounts.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Is told when the others cannot be reached, and when they can again.</param>
    /// <param name="warn">Is told of a threshold that others have reached.</param>
    public BudgetSharing(
        ISharedBudgets shared, BudgetAccount account, object accounts, TimeProvider time, ILogger logger, Action<Budget, BudgetStatus> warn)
    {
        (_shared, _account, _lock, _time, _logger, _warn) = (shared, account, accounts, time, logger, warn);

        // Nothing of the call that happens to make the chain stays with it.
        using IDisposable? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        _timer = time.CreateTimer(static self => ((BudgetSharing)self!).Resume(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks whether there is room for a call, and reserves it.</summary>
    public async Task<bool> ReserveAsync(BudgetClaim claim, CancellationToken cancellationToken)
    {
        var waiting = new WaitingClaim(claim, _account);
        lock (_lock)
        {
            if (_isAway)
            {
                DecideAlone(waiting);
            }
            else
            {
                _waiting.Add(waiting);
            }
        }

        Speak();
        try
        {
            return await waiting.Decision.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
            {
                waiting.Leave();
            }

            Tell();
            throw;
        }
    }

    /// <summary>Something was spent or given back: the others are to know.</summary>
    public void Tell()
    {
        lock (_lock)
        {
            _hasNews = true;
        }

        Speak();
    }

    /// <summary>Says what is not said yet, unless nobody answered the last time: an end must not wait for what is away.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        Speak();
        Task speaking;
        lock (_lock)
        {
            speaking = _isAway ? Task.CompletedTask : _speaking;
        }

        await speaking.ConfigureAwait(false);
        await _timer.DisposeAsync().ConfigureAwait(false);
    }

    private void Resume()
    {
        lock (_lock)
        {
            (_isPausing, _hasNews) = (false, true);
        }

        Speak();
    }

    /// <summary>Nothing of the call that happens to begin an exchange goes along with it.</summary>
    private void Speak()
    {
        lock (_lock)
        {
            if (_isSpeaking || !IsDue)
            {
                return;
            }

            _isSpeaking = true;
            using IDisposable? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
            _speaking = Task.Run(() => SpeakAsync(CancellationToken.None));
        }
    }

    private bool IsDue => !_isPausing && (_hasNews || _waiting.Count > 0);

    private async Task SpeakAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (Begin() is var (exchange, asking))
            {
                var (standing, fault) = await ExchangeAsync(exchange, cancellationToken).ConfigureAwait(false);
                End(exchange, asking, standing, fault);
            }
        }
        catch
        {
            // A log or a listener to metrics has thrown. Somebody must go on speaking, or every later call would wait for ever.
            lock (_lock)
            {
                _isSpeaking = false;
            }

            Speak();
            throw;
        }
    }

    private (BudgetExchange Exchange, WaitingClaim[] Asking)? Begin()
    {
        lock (_lock)
        {
            if (!IsDue)
            {
                _isSpeaking = false;
                Schedule();
                return null;
            }

            WaitingClaim[] asking = [.. _waiting.Take(MostAtOnce)];
            _waiting.RemoveRange(0, asking.Length);
            _hasNews = false;
            return (_account.Say(_process, Lease, [.. asking.Select(static call => call.Claim)], _time.GetUtcNow()), asking);
        }
    }

    /// <summary>A process that holds something shows that it lives; one that holds nothing needs no timer.</summary>
    private void Schedule()
    {
        if (!_isDisposed)
        {
            _timer.Change(_isPausing ? BetweenAttempts : _account.IsHeld ? BetweenSigns : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong, the process counts alone, and the log says why.")]
    private async Task<(BudgetStanding? Standing, Exception? Fault)> ExchangeAsync(BudgetExchange exchange, CancellationToken cancellationToken)
    {
        using var lateness = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<BudgetStanding>? exchanging = null;
        try
        {
            exchanging = _shared.ExchangeAsync(exchange, lateness.Token).AsTask();
            var standing = await exchanging.WaitAsync(Patience, _time, cancellationToken).ConfigureAwait(false);
            return standing.Granted.Count == exchange.Asked.Count
                ? (standing, null)
                : (null, new InvalidDataException("The shared budgets did not answer each claim."));
        }
        catch (Exception fault)
        {
            if (exchanging is { IsCompleted: false })
            {
                // Nobody waits any more: a later failure is looked at here, or it would come up as unobserved.
                _ = exchanging.ContinueWith(
                    static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                await lateness.CancelAsync().ConfigureAwait(false);
            }

            return (null, fault);
        }
    }

    private void End(BudgetExchange exchange, WaitingClaim[] asking, BudgetStanding? standing, Exception? fault)
    {
        bool isNews;
        BudgetStatus? reached = null;
        lock (_lock)
        {
            (isNews, _isAway) = (_isAway != standing is null, standing is null);
            if (standing is null)
            {
                WaitingClaim[] all = [.. asking, .. _waiting];
                _waiting.Clear();
                Array.ForEach(all, DecideAlone);
                (_hasNews, _isPausing) = (true, true);
            }
            else
            {
                reached = _account.Hear(exchange, standing, _time.GetUtcNow());
                for (var call = 0; call < asking.Length; call++)
                {
                    asking[call].Decide(standing.Granted[call]);
                }
            }
        }

        if (isNews)
        {
            TellLog(fault);
        }

        if (reached is not null)
        {
            _warn(_account.Budget, reached);
        }
    }

    private void DecideAlone(WaitingClaim call)
    {
        call.Decide(_account.HasRoomFor(call.Claim, _time.GetUtcNow()));
        _hasNews = true;
    }

    private void TellLog(Exception? fault)
    {
        if (fault is null)
        {
            _logger.SharedBudgetIsBack(_account.Budget.Name);
        }
        else
        {
            _logger.SharedBudgetIsAway(_account.Budget.Name, fault.Message);
        }
    }
}
