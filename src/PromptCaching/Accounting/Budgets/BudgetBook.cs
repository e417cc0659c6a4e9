using Microsoft.Extensions.Logging;

namespace PromptCaching.Accounting;

/// <summary>All budgets of one client, under one lock: a call that several hold for reserves in all of them or in none.</summary>
internal sealed partial class BudgetBook : IDisposable
{
    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BudgetMetrics _metrics;
    private readonly BudgetAccount[] _accounts;

    public BudgetBook(IEnumerable<Budget> budgets, TimeProvider time, ILogger logger, BudgetMetrics metrics, ISharedBudgets? shared = null)
    {
        (_time, _logger, _metrics) = (time, logger, metrics);
        Budget[] all = [.. budgets];
        if (BudgetRules.NameOfTwo(all) is { } name)
        {
            throw new ArgumentException($"Two budgets are called {name}; give each a name of its own.", nameof(budgets));
        }

        _accounts = [.. all.Select(budget => new BudgetAccount(budget, time.GetUtcNow()))];
        _sharing = shared is null ? [] : _accounts.ToDictionary(
            static account => account, account => new BudgetSharing(shared, account, _lock, time, logger, Warn));
    }

    public bool IsEmpty => _accounts.Length == 0;

    public IReadOnlyList<BudgetStatus> Status
    {
        get
        {
            lock (_lock)
            {
                var now = _time.GetUtcNow();
                return [.. _accounts.Select(account => account.Status(now))];
            }
        }
    }

    /// <summary>Reserves what a call may cost.</summary>
    /// <param name="scope">The scope of the call.</param>
    /// <param name="tags">The tags of the call.</param>
    /// <param name="estimate">What it may cost; null where that is not known.</param>
    /// <param name="cancellationToken">Ends the waiting for those who share a budget.</param>
    /// <returns><see langword="null"/> when no budget holds for it.</returns>
    /// <exception cref="ClaudeRefusedException">A budget has no room for it.</exception>
    public ValueTask<BudgetReservation?> ReserveAsync(
        string? scope, IReadOnlyList<string> tags, CallEstimate? estimate, CancellationToken cancellationToken)
    {
        BudgetAccount[] mine = [.. _accounts.Where(account => BudgetRules.HoldsFor(account.Budget, scope, tags))];
        return mine.Length == 0 ? default : IsShared ? new(ReserveSharedAsync(mine, estimate, cancellationToken)) : new(Reserve(mine, estimate));
    }

    private BudgetReservation Reserve(BudgetAccount[] mine, CallEstimate? estimate)
    {
        BudgetClaim asked;
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            asked = AskedFor(mine, estimate, now);
            if (Array.Find(mine, account => (estimate is null && account.Budget.IsStrict) || !account.HasRoomFor(asked, now)) is { } full)
            {
                throw Refused(full, now, estimate);
            }

            Array.ForEach(mine, account => account.Reserve(asked));
        }

        return new BudgetReservation(this, mine, asked);
    }

    /// <summary>The lock is held.</summary>
    private static BudgetClaim AskedFor(BudgetAccount[] mine, CallEstimate? estimate, DateTimeOffset now) => estimate is null ? default
        : BudgetRules.ForOneAlone(
            estimate.Claim,
            estimate.SeenCost,
            mine.Where(static account => !account.Budget.IsStrict).Select(account => account.LeftForOneAlone(now)).DefaultIfEmpty().Min());

    public void Release(BudgetAccount[] accounts, BudgetClaim claim)
    {
        lock (_lock)
        {
            Array.ForEach(accounts, account => account.Release(claim));
        }

        TellOthers(accounts);
    }

    /// <summary>Books what an attempt cost.</summary>
    public void Spend(BudgetAccount[] accounts, Func<Budget, decimal> cost)
    {
        List<(Budget Budget, BudgetStatus Status)> warnings = [];
        lock (_lock)
        {
            foreach (var account in accounts)
            {
                if (account.Spend(cost(account.Budget), _time.GetUtcNow()) is { } reached)
                {
                    warnings.Add((account.Budget, reached));
                }
            }
        }

        TellOthers(accounts);
        foreach (var (budget, status) in warnings)
        {
            Warn(budget, status);
        }
    }

    /// <summary>Books what was spent before this process began, where its period still runs. Those who share a budget know it already.</summary>
    public void Restore(UsageEntry entry)
    {
        if (!IsShared)
        {
            Spend([.. _accounts.Where(account => IsOfThisPeriod(account.Budget, entry))], _ => entry.Cost ?? 0m);
        }
    }

    private bool IsOfThisPeriod(Budget budget, UsageEntry entry) => BudgetRules.HoldsFor(budget, entry.Scope, entry.Tags)
        && BudgetRules.EndOf(budget.Period, entry.At) == BudgetRules.EndOf(budget.Period, _time.GetUtcNow());

    private void Warn(Budget budget, BudgetStatus status)
    {
        _metrics.Warned(budget.Name);
        _logger.BudgetIsRunningOut(budget.Name, status.Spent, status.Usd, BudgetRules.HighestThreshold(budget, status.Spent), BudgetWords.Ends(status));
        try
        {
            budget.OnWarning?.Invoke(status);
        }
        catch (Exception fault)
        {
            // The call goes on, whatever an onlooker makes of the warning.
            _logger.BudgetWarningFailed(budget.Name, fault);
        }
    }

    /// <summary>The lock is held.</summary>
    private ClaudeRefusedException Refused(BudgetAccount account, DateTimeOffset now, CallEstimate? estimate)
    {
        var isFirst = account.Refuse(now);
        var status = account.Status(now);
        _metrics.Refused(status.Name);
        _logger.BudgetRefuses(isFirst ? LogLevel.Warning : LogLevel.Debug, status.Name, status.Spent, status.Reserved, status.Usd, BudgetWords.Ends(status));
        return new ClaudeRefusedException(RefusalReason.Budget, BudgetWords.WhyRefused(account.Budget, status, estimate))
        {
            RetryAfter = status.Ends - now,
            Budget = status.Name,
        };
    }
}
