using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Ledger;

/// <summary>Totals that chains of one process share; it can be away, silent, or forget.</summary>
internal sealed class MemoryUsage : ISharedUsage
{
    private readonly object _lock = new();
    private readonly Dictionary<(string Process, string Model), UsageTotals> _told = [];
    private int _memory;

    public List<UsageExchange> Answered { get; } = [];

    public bool IsAway { get; set; }

    public bool ForgetsAlways { get; set; }

    /// <summary>Gets or sets what an answer waits for.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    public void Forget()
    {
        lock (_lock)
        {
            _told.Clear();
            _memory++;
        }
    }

    public async ValueTask<UsageStanding> ExchangeAsync(UsageExchange exchange, CancellationToken cancellationToken)
    {
        await Silence.WaitAsync(cancellationToken);
        lock (_lock)
        {
            return IsAway ? throw new IOException("away") : Answer(exchange);
        }
    }

    private UsageStanding Answer(UsageExchange exchange)
    {
        _memory += ForgetsAlways ? 1 : 0;
        Answered.Add(exchange);
        foreach (var (model, sums) in exchange.Sums)
        {
            _told[(exchange.Process, model)] = sums;
        }

        return new UsageStanding
        {
            Memory = $"memory {_memory}",
            ByModel = !exchange.IsAsking ? new Dictionary<string, UsageTotals>() : _told.GroupBy(static one => one.Key.Model).ToDictionary(
                static model => model.Key,
                static model => new UsageTotals { Attempts = model.Sum(static one => one.Value.Attempts), Cost = model.Sum(static one => one.Value.Cost) }),
        };
    }
}
