namespace PromptCaching.Accounting;

/// <summary>What one budget has left. Not safe for parallel calls: the lock of all budgets is held.</summary>
internal sealed class BudgetAccount(Budget budget, DateTimeOffset now)
{
    private BudgetClaim _onTheirWay;
    private int _calls;
    private decimal _spent;
    private BudgetElsewhere _elsewhere;
    private int _warned;
    private long _refused;
    private DateTimeOffset? _ends = BudgetRules.EndOf(budget.Period, now);

    public Budget Budget => budget;

    /// <summary>Gets a value indicating whether calls are on their way.</summary>
    public bool IsHeld => _calls > 0;

    private decimal AllSpent => _spent + _elsewhere.Spent;

    private BudgetClaim AllOnTheirWay => _onTheirWay + _elsewhere.Held;

    public bool HasRoomFor(BudgetClaim call, DateTimeOffset now)
    {
        Turn(now);
        return BudgetRules.Fits(budget, AllSpent, AllOnTheirWay, call);
    }

    /// <summary>What is left, in USD; nothing while any call is on its way.</summary>
    public decimal LeftForOneAlone(DateTimeOffset now)
    {
        Turn(now);
        return AllOnTheirWay.Worst <= 0 ? budget.Usd - AllSpent : 0m;
    }

    /// <summary>Counts a refused call.</summary>
    /// <returns>Whether it is the first of this period.</returns>
    public bool Refuse(DateTimeOffset now)
    {
        Turn(now);
        return ++_refused == 1;
    }

    public void Reserve(BudgetClaim call)
    {
        _calls++;
        _onTheirWay += call;
    }

    /// <summary>Variances are floating, so what is left of them when nobody is on the way any more is no more than what rounding has left.</summary>
    public void Release(BudgetClaim call) => _onTheirWay = --_calls == 0 ? default : _onTheirWay - call;

    /// <summary>Books what was paid.</summary>
    /// <returns>Where the budget stands, when it has reached one more of its thresholds.</returns>
    public BudgetStatus? Spend(decimal cost, DateTimeOffset now)
    {
        Turn(now);
        _spent += cost;
        return ReachedThreshold(now);
    }

    public BudgetStatus Status(DateTimeOffset now)
    {
        Turn(now);
        return new BudgetStatus(budget.Name, budget.Usd, AllSpent, BudgetRules.Held(budget, AllOnTheirWay), _ends) { Refused = _refused };
    }

    /// <summary>Says all there is to say to those who share the budget. The rest of a nano-dollar is said when it is whole.</summary>
    public BudgetExchange Say(string process, TimeSpan lease, IReadOnlyList<BudgetClaim> asked, DateTimeOffset now)
    {
        Turn(now);
        return new BudgetExchange
        {
            Budget = budget.Name,
            Ends = _ends,
            Usd = budget.Usd,
            IsStrict = budget.IsStrict,
            Process = process,
            Lease = lease,
            Spent = BudgetRules.WholeNanos(_spent),
            Acknowledged = _elsewhere.Acknowledged,
            Memory = _elsewhere.Memory,
            Known = _elsewhere.Spent + _elsewhere.Acknowledged,
            Held = _onTheirWay,
            Asked = asked,
        };
    }

    /// <summary>Takes note of what they answer.</summary>
    /// <returns>Where the budget stands, when it has reached one more of its thresholds.</returns>
    public BudgetStatus? Hear(BudgetExchange said, BudgetStanding told, DateTimeOffset now)
    {
        Turn(now);
        if (said.Ends != _ends)
        {
            // The period has turned meanwhile; in the new one nobody has said anything yet.
            return null;
        }

        _elsewhere = BudgetElsewhere.Of(said, told);
        return ReachedThreshold(now);
    }

    private BudgetStatus? ReachedThreshold(DateTimeOffset now)
    {
        var reached = BudgetRules.ThresholdsReached(budget, AllSpent);
        if (reached <= _warned)
        {
            return null;
        }

        _warned = reached;
        return Status(now);
    }

    private void Turn(DateTimeOffset now)
    {
        if (now >= _ends)
        {
            _ends = BudgetRules.EndOf(budget.Period, now);
            (_spent, _warned, _refused, _elsewhere) = (0m, 0, 0, default);
        }
    }
}
