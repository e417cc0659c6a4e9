using System.Globalization;
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
        _accounts = [.. budgets.Select(budget => new BudgetAccount(budget, time.GetUtcNow()))];
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
    /// <param name="claim">What it may cost; null where that is not known.</param>
    /// <param name="cancellationToken">Ends the waiting for those who share a budget.</param>
    /// <returns><see langword="null"/> when no budget holds for it.</returns>
    /// <exception cref="ClaudeRefusedException">A budget has no room for it.</exception>
    public ValueTask<BudgetReservation?> ReserveAsync(
        string? scope, IReadOnlyList<string> tags, BudgetClaim? claim, CancellationToken cancellationToken)
    {
        BudgetAccount[] mine = [.. _accounts.Where(account => BudgetRules.HoldsFor(account.Budget, scope, tags))];
        return mine.Length == 0 ? default : IsShared ? new(ReserveSharedAsync(mine, claim, cancellationToken)) : new(Reserve(mine, claim));
    }

    private BudgetReservation Reserve(BudgetAccount[] mine, BudgetClaim? claim)
    {
        var asked = claim ?? default;
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            if (Array.Find(mine, account => (claim is null && account.Budget.IsStrict) || !account.HasRoomFor(asked, now)) is { } full)
            {
                throw Refused(full.Status(now), now, claim is null);
            }

            Array.ForEach(mine, account => account.Reserve(asked));
        }

        return new BudgetReservation(this, mine, asked);
    }

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
        _logger.BudgetIsRunningOut(budget.Name, status.Spent, status.Usd);
        try
        {
            budget.OnWarning?.Invoke(status);
        }
        catch (Exception fault)
        {
            // The call goes on, whatever an onlooker makes of the warning.
            _logger.SinkFailed(fault);
        }
    }

    private ClaudeRefusedException Refused(BudgetStatus status, DateTimeOffset now, bool isPriceUnknown)
    {
        _metrics.Refused(status.Name);
        _logger.BudgetRefuses(status.Name, status.Spent, status.Reserved, status.Usd);
        return new ClaudeRefusedException(
            RefusalReason.Budget,
            isPriceUnknown
                ? $"The budget {status.Name} is strict and the price of the model is not known; add it with AddModels."
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"The budget {status.Name} of {status.Usd} USD has no room for the call: {status.Spent:0.######} USD are spent, ")
                    + string.Create(CultureInfo.InvariantCulture, $"{status.Reserved:0.######} USD ")
                    + "reserved by calls on their way. Nothing was sent; raise it, or wait for its next period.")
        {
            RetryAfter = status.Ends - now,
        };
    }
}
