using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace PromptCaching.RateLimiting;

/// <summary>The limiter's word on one request. Nothing comes back when it is disposed: the server counted the request.</summary>
internal sealed class RequestLease : RateLimitLease
{
    private readonly TimeSpan? _retryAfter;

    private RequestLease(TimeSpan? retryAfter) => _retryAfter = retryAfter;

    public static RequestLease Granted { get; } = new(null);

    public override bool IsAcquired => _retryAfter is null;

    public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

    public static RequestLease Refused(TimeSpan retryAfter) => new(retryAfter);

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        if (_retryAfter is { } retryAfter && metadataName == MetadataName.RetryAfter.Name)
        {
            metadata = retryAfter;
            return true;
        }

        metadata = null;
        return false;
    }
}
