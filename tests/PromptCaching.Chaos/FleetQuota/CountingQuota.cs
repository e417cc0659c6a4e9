using PromptCaching.RateLimiting;

namespace PromptCaching.Chaos.FleetQuota;

/// <summary>Counts how often a process asks.</summary>
internal sealed class CountingQuota(ISharedQuota quota) : ISharedQuota
{
    private int _exchanges;

    public int Exchanges => Volatile.Read(ref _exchanges);

    public ValueTask<QuotaShare> ExchangeAsync(QuotaExchange exchange, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _exchanges);
        return quota.ExchangeAsync(exchange, cancellationToken);
    }
}
