using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PromptCaching.AspNetCore.Gateway;
using PromptCaching.AspNetCore.Health;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore;

/// <summary>Adds the health of a client to that of the host.</summary>
public static class ClaudeHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds three checks: <c>claude-store</c> writes and reads an entry, <c>claude-quota</c> and <c>claude-api</c> judge by the calls of the last five
    /// minutes. None makes a call that would be billed.
    /// </summary>
    /// <remarks>All of them report degraded at worst: calls are answered without a store, and restarting does not help against quota or API.</remarks>
    /// <param name="builder">The checks of the host.</param>
    /// <param name="client">The name of a client with <c>AddGateway</c>; the default is the default client. Another name ends the checks' names.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">The builder is missing.</exception>
    public static IHealthChecksBuilder AddClaude(this IHealthChecksBuilder builder, string client = ClaudeDefaults.ClientName)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<HealthCheckServiceOptions>()
            .Validate<IServiceProviderIsKeyedService>(
                (_, services) => Gateways.Has(services, client), Gateways.Missing(client) + " AddHealthChecks().AddClaude() needs it.")
            .ValidateOnStart();
        var suffix = client == ClaudeDefaults.ClientName ? "" : "-" + client;
        return builder
            .Add(Check("claude-store" + suffix, provider => new StoreHealthCheck(provider.GetRequiredKeyedService<ICacheRegions>(client))))
            .Add(Check("claude-quota" + suffix, provider => Of(provider, client, static recent => recent.FaultOfQuota)))
            .Add(Check("claude-api" + suffix, provider => Of(provider, client, static recent => recent.FaultOfApi)));
    }

    private static TrafficHealthCheck Of(IServiceProvider provider, string client, Func<RecentTraffic, string?> faultOf) =>
        new(provider.GetRequiredKeyedService<CallTraffic>(client), faultOf);

    private static HealthCheckRegistration Check(string name, Func<IServiceProvider, IHealthCheck> create) =>
        new(name, create, HealthStatus.Degraded, ["claude"]);
}
