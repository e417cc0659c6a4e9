using System.Threading.RateLimiting;
using PromptCaching.Testing;

namespace PromptCaching.Tests.RateLimiting;

/// <summary>A limiter as a user writes one: says yes or no after three seconds, and counts the leases that are held.</summary>
internal sealed class OwnLimiter(ManualTimeProvider clock) : RateLimiter
{
    public bool IsOpen { get; set; } = true;

    public TimeSpan? RetryAfter { get; set; }

    public int Held { get; private set; }

    public List<int> Permits { get; } = [];

    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => throw new NotSupportedException("Nobody is to ask without waiting.");

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        clock.Advance(TimeSpan.FromSeconds(3));
        Permits.Add(permitCount);
        Held++;
        return new(new Lease(this, IsOpen));
    }

    private sealed class Lease(OwnLimiter limiter, bool isAcquired) : RateLimitLease
    {
        private bool _isDisposed;

        public override bool IsAcquired => isAcquired;

        public override IEnumerable<string> MetadataNames => limiter.RetryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? limiter.RetryAfter : null;
            return metadata is not null;
        }

        protected override void Dispose(bool disposing)
        {
            limiter.Held -= _isDisposed ? 0 : 1;
            _isDisposed = true;
        }
    }
}
