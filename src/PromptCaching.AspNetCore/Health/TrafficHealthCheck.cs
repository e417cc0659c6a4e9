using Microsoft.Extensions.Diagnostics.HealthChecks;
using PromptCaching.AspNetCore.Traffic;

namespace PromptCaching.AspNetCore.Health;

/// <summary>Judges by the calls that were made anyway: a probe would cost money and quota.</summary>
internal sealed class TrafficHealthCheck(CallTraffic traffic, Func<RecentTraffic, string?> faultOf) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var recent = traffic.Recent();
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["recent_calls"] = recent.Calls.Count };
        return Task.FromResult(faultOf(recent) is { } fault
            ? new HealthCheckResult(context.Registration.FailureStatus, fault, data: data)
            : HealthCheckResult.Healthy(recent.Calls.Count == 0 ? "There were no calls lately." : null, data));
    }
}
