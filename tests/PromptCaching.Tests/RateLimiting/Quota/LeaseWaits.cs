using System.Threading.RateLimiting;
using PromptCaching.RateLimiting.Quota;

namespace PromptCaching.Tests.RateLimiting.Quota;

internal static class LeaseWaits
{
    /// <summary>The time to come back that a refusal tells.</summary>
    public static TimeSpan Wait(this QuotaLease refused) => refused.TryGetMetadata(MetadataName.RetryAfter, out var wait)
        ? wait
        : throw new InvalidOperationException("It tells no time to come back.");
}
