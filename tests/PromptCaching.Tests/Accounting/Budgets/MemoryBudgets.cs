using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

/// <summary>Budgets that chains of one process share, by the rule that every store of them keeps; it can be away, or silent.</summary>
internal sealed class MemoryBudgets : ISharedBudgets
{
    private readonly object _lock = new();
    private readonly Dictionary<(string, DateTimeOffset?), Dictionary<string, (decimal Spent, BudgetClaim Held)>> _budgets = [];

    private readonly List<BudgetExchange> _answered = [];
    private int _arrived;

    /// <summary>Gets how often anything was said, answered or not.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>Gets what was said and answered.</summary>
    public IReadOnlyList<BudgetExchange> Answered
    {
        get
        {
            lock (_lock)
            {
                return [.. _answered];
            }
        }
    }

    public bool IsAway { get; set; }

    /// <summary>Gets or sets what an answer waits for.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    public async ValueTask<BudgetStanding> ExchangeAsync(BudgetExchange exchange, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _arrived);
        await Silence.WaitAsync(cancellationToken);
        lock (_lock)
        {
            return IsAway ? throw new IOException("away") : Answer(exchange);
        }
    }

    private BudgetStanding Answer(BudgetExchange exchange)
    {
        if (!_budgets.TryGetValue((exchange.Budget, exchange.Ends), out var processes))
        {
            processes = _budgets[(exchange.Budget, exchange.Ends)] = [];
        }

        var others = processes.Where(one => one.Key != exchange.Process).ToArray();
        var spent = others.Sum(static one => one.Value.Spent) + exchange.Spent;
        var theirs = others.Aggregate(default(BudgetClaim), static (sum, one) => sum + one.Value.Held);
        var (held, granted) = (exchange.Held, new List<bool>());
        foreach (var claim in exchange.Asked)
        {
            var together = held + theirs + claim;
            granted.Add(spent + (exchange.IsStrict ? together.Worst : together.Held) <= exchange.Usd);
            held = granted[^1] ? held + claim : held;
        }

        _answered.Add(exchange);
        processes[exchange.Process] = (exchange.Spent, held);
        return new BudgetStanding { Spent = spent, HeldByOthers = theirs, Granted = granted, Memory = "memory" };
    }
}
