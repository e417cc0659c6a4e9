namespace PromptCaching.RateLimiting.Quota;

/// <summary>An exchange that has begun: what the buckets offered, and how it is said.</summary>
internal sealed record PendingExchange(PoolOffer Offer, QuotaExchange Exchange)
{
    /// <summary>Gets what ends it when the pool does.</summary>
    public CancellationToken Stopped { get; init; }
}
