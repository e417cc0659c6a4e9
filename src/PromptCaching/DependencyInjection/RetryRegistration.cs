using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromptCaching.Retrying;

namespace PromptCaching.DependencyInjection;

/// <summary>Registers the retries of a client for functions of the host: keyed by its name, and without a key those of the default client.</summary>
internal static class RetryRegistration
{
    public static void AddRetry(this IServiceCollection services, string client)
    {
        // Several clients of one host may send to one address: its budget and its state belong to all of them.
        services.TryAddSingleton(static provider => new UpstreamHealth(provider.GetRequiredService<TimeProvider>()));
        services.AddKeyedSingleton(client, static (provider, key) => provider.GetRequiredKeyedService<ChainState>(key).Retry);
        if (client == ClaudeDefaults.ClientName)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IClaudeRetry>(ClaudeDefaults.ClientName));
        }
    }
}
