using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromptCaching.Accounting;
using PromptCaching.RateLimiting;

namespace PromptCaching.DependencyInjection;

/// <summary>Registers ledger and quota of a client: keyed by its name, and without a key those of the default client.</summary>
internal static class UsageRegistration
{
    public static void AddUsage(this IServiceCollection services, string client)
    {
        services.AddKeyedSingleton<IClaudeUsage>(client, static (provider, key) => provider.GetRequiredKeyedService<ChainState>(key).Usage);
        services.AddKeyedSingleton<IClaudeQuota>(client, static (provider, key) => provider.GetRequiredKeyedService<ChainState>(key).Pools);
        if (client == ClaudeDefaults.ClientName)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IClaudeUsage>(ClaudeDefaults.ClientName));
            services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IClaudeQuota>(ClaudeDefaults.ClientName));
        }
    }
}
