using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromptCaching.Accounting;

namespace PromptCaching.DependencyInjection;

/// <summary>Registers the ledger of a client: keyed by its name, and without a key that of the default client.</summary>
internal static class UsageRegistration
{
    public static void AddUsage(this IServiceCollection services, string client)
    {
        services.AddKeyedSingleton<IClaudeUsage>(client, static (provider, key) => provider.GetRequiredKeyedService<ChainState>(key).Usage);
        if (client == ClaudeDefaults.ClientName)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IClaudeUsage>(ClaudeDefaults.ClientName));
        }
    }
}
