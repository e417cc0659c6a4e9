using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.AspNetCore.Clients;
using PromptCaching.AspNetCore.Dashboard;
using PromptCaching.AspNetCore.Gateway;
using PromptCaching.AspNetCore.Traffic;

namespace PromptCaching.AspNetCore;

/// <summary>Registers a gateway over a client.</summary>
public static class ClaudeBuilderGatewayExtensions
{
    /// <summary>Registers what a gateway needs; <c>MapClaudeGateway</c> opens it. Asked twice for one client, it is one gateway.</summary>
    /// <param name="builder">The client whose chain answers.</param>
    /// <param name="configure">Has the last word over the configuration section <c>ClaudeGateway</c>.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>While no clients are set, callers bring keys of their own, and the host starts without one.</remarks>
    /// <exception cref="ArgumentNullException">The builder is missing.</exception>
    public static IClaudeBuilder AddGateway(this IClaudeBuilder builder, Action<ClaudeGatewayOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (name, services) = (builder.Name, builder.Services);
        if (!services.Any(service => service.ServiceType == typeof(GatewayState) && Equals(service.ServiceKey, name)))
        {
            AddOnce(services, name);
        }

        if (configure is not null)
        {
            services.Configure(name, configure);
        }

        return builder;
    }

    private static void AddOnce(IServiceCollection services, string name)
    {
        services.AddOptionsWithValidateOnStart<ClaudeGatewayOptions>(name).BindConfiguration(ClaudeGatewayOptions.ConfigurationSection);
        services.AddSingleton<IValidateOptions<ClaudeGatewayOptions>>(provider =>
            new ClaudeGatewayOptionsValidator(name, provider.GetService<IConfiguration>()));
        services.AddOptions<ClaudeClientOptions>(name).PostConfigure<IOptionsMonitor<ClaudeGatewayOptions>>((client, gateway) =>
            client.RequireApiKey &= HasClients(gateway, name));
        services.AddKeyedSingleton(name, static (provider, key) =>
            ClientBudgets.Of(provider.GetRequiredService<IOptionsMonitor<ClaudeGatewayOptions>>().Get((string)key!)));
        services.AddKeyedSingleton(name, static (provider, _) => new CallTraffic(provider.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton<ICallObserver>(name, static (provider, key) => provider.GetRequiredKeyedService<CallTraffic>(key));
        services.AddKeyedSingleton(name, static (provider, key) =>
            ActivatorUtilities.CreateInstance<GatewayState>(provider, (string)key!, provider.GetRequiredKeyedService<CallTraffic>(key)));
        services.AddKeyedSingleton(name, static (provider, key) =>
            new DashboardFrames(new DashboardSource(provider, (string)key!).TakeAsync, provider.GetRequiredService<TimeProvider>()));
    }

    private static bool HasClients(IOptionsMonitor<ClaudeGatewayOptions> gateway, string name)
    {
        try
        {
            return gateway.Get(name).Clients.Count > 0;
        }
        catch (OptionsValidationException)
        {
            // Their own validation keeps the host from starting and says why; said here, too, it would be said twice.
            return false;
        }
    }
}
