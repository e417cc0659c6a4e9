using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.RateLimiting;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>Looks at everything that the page shows of one client.</summary>
internal sealed class DashboardSource(IServiceProvider services, string client)
{
    private readonly RegionWatch _regions = new(services.GetRequiredKeyedService<ICacheRegions>(client), services.GetRequiredService<TimeProvider>());
    private readonly IClaudeUsage _usage = services.GetRequiredKeyedService<IClaudeUsage>(client);
    private readonly IClaudeQuota _quota = services.GetRequiredKeyedService<IClaudeQuota>(client);
    private readonly CallTraffic _traffic = services.GetRequiredKeyedService<CallTraffic>(client);

    public async ValueTask<DashboardSnapshot> TakeAsync(CancellationToken cancellationToken)
    {
        var regions = await _regions.GetAsync(cancellationToken).ConfigureAwait(false);
        var inputs = new DashboardInputs(client, _usage.Total, _usage.ByModel, _usage.Budgets, _quota.Pools, _traffic.Picture(), regions);
        return (inputs with { ByScope = _usage.ByScope, ByTag = _usage.ByTag }).ToSnapshot();
    }
}
