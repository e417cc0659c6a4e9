using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace PromptCaching.RateLimiting.Quota;

/// <summary>A pool's word on one attempt: leave to send it, taken from the buckets by expectation, or the time to come back.</summary>
internal sealed class QuotaLease : RateLimitLease
{
    private readonly QuotaPool? _pool;
    private readonly TimeSpan _retryAfter;

    public QuotaLease(TimeSpan retryAfter, QuotaRefusal refusal) => (_retryAfter, Refusal) = (retryAfter, refusal);

    public QuotaLease(QuotaPool pool, AttemptTokens tokens, ExpectedTokens expected) =>
        (_pool, Tokens, Expected, Taken) = (pool, tokens, expected, expected.Amount);

    /// <summary>Gets why there is no leave; meaningless where there is.</summary>
    public QuotaRefusal Refusal { get; }

    public AttemptTokens Tokens { get; } = AttemptTokens.None;

    public ExpectedTokens Expected { get; }

    /// <summary>Gets or sets what it has taken from the buckets so far.</summary>
    public QuotaAmount Taken { get; set; }

    /// <summary>Gets or sets what it has on its way: the API may not have counted it yet.</summary>
    public QuotaAmount OnItsWay { get; set; }

    /// <summary>Gets or sets how the pool was when the attempt was sent: the time, all that was drawn, and all that was on its way.</summary>
    public (long At, QuotaAmount Drawn, QuotaAmount OnItsWay) Sent { get; set; }

    /// <summary>Gets or sets a value indicating whether the attempt is over: nothing of it runs any more.</summary>
    public bool IsOver { get; set; }

    public override bool IsAcquired => _pool is not null;

    public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

    /// <summary>The attempt will not be sent.</summary>
    public void Withdraw() => _pool?.Withdraw(this);

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = !IsAcquired && metadataName == MetadataName.RetryAfter.Name ? _retryAfter : null;
        return metadata is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pool?.End(this);
        }

        base.Dispose(disposing);
    }
}
