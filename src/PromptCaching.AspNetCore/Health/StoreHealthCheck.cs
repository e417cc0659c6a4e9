using Microsoft.Extensions.Diagnostics.HealthChecks;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Health;

/// <summary>Whether the store gives back what it is given.</summary>
internal sealed class StoreHealthCheck(ICacheRegions regions) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var health = await regions.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["latency_ms"] = health.Latency.TotalMilliseconds };
        return health.Status == CacheStoreStatus.Healthy
            ? HealthCheckResult.Healthy("The store gives back what it is given.", data)
            : new HealthCheckResult(context.Registration.FailureStatus, health.Reason, data: data);
    }
}
