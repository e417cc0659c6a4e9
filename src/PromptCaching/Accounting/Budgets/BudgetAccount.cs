namespace PromptCaching.Accounting;

/// <summary>What one budget has left. Not safe for parallel calls: the lock of all budgets is held.</summary>
internal sealed class BudgetAccount(Budget budget, DateTimeOffset now)
{
    private BudgetClaim _onTheirWay;
    private decimal _spent;
    private int _warned;
    private DateTimeOffset? _ends = BudgetRules.EndOf(budget.Period, now);

    public Budget Budget => budget;

    public bool HasRoomFor(BudgetClaim call, DateTimeOffset now)
    {
        Turn(now);
        return BudgetRules.Fits(budget, _spent, _onTheirWay, call);
    }

    public void Reserve(BudgetClaim call) => _onTheirWay += call;

    public void Release(BudgetClaim call) => _onTheirWay -= call;

    /// <summary>Books what was paid.</summary>
    /// <returns>Where the budget stands, when it has reached one more of its thresholds.</returns>
    public BudgetStatus? Spend(decimal cost, DateTimeOffset now)
    {
        Turn(now);
        _spent += cost;
        var reached = BudgetRules.ThresholdsReached(budget, _spent);
        if (reached <= _warned)
        {
            return null;
        }

        _warned = reached;
        return Status(now);
    }

    public BudgetStatus Status(DateTimeOffset now)
    {
        Turn(now);
        return new BudgetStatus(budget.Name, budget.Usd, _spent, BudgetRules.Held(budget, _onTheirWay), _ends);
    }

    private void Turn(DateTimeOffset now)
    {
        if (now >= _ends)
        {
            _ends = BudgetRules.EndOf(budget.Period, now);
            (_spent, _warned) = (0m, 0);
        }
    }
}
