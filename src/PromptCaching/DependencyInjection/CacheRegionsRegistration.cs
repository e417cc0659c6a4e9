using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PromptCaching.ResponseCaching;
using PromptCaching.Storage;
using PromptCaching.Validation;

namespace PromptCaching.DependencyInjection;

/// <summary>Registers the regions of a client: keyed by its name, and without a key those of the default client.</summary>
internal static class CacheRegionsRegistration
{
    public static void AddCacheRegions(this IServiceCollection services, string client)
    {
        // The state of the chain owns the regions and disposes them.
        services.AddKeyedSingleton<ICacheRegions>(client, static (provider, key) => provider.GetRequiredKeyedService<ChainState>(key).Regions);
        if (client == ClaudeDefaults.ClientName)
        {
            services.TryAddSingleton<ICacheRegions>(static provider => provider.GetRequiredKeyedService<ChainState>(ClaudeDefaults.ClientName).Regions);
        }

        services.AddSingleton<IValidateOptions<ResponseCachingOptions>>(provider =>
            new AtStart(client, provider.GetKeyedServices<CacheRegionRegistration>(client)));
    }

    /// <summary>Regions are judged where the rest of the store's options are: at start.</summary>
    private sealed class AtStart(string client, IEnumerable<CacheRegionRegistration> registrations) : IValidateOptions<ResponseCachingOptions>
    {
        public ValidateOptionsResult Validate(string? name, ResponseCachingOptions options) => name != client
            ? ValidateOptionsResult.Skip
            : CacheRegionRegistration.All(registrations)
                .Aggregate(
                    new OptionsRules(name, ""),
                    static (rules, region) => CacheRegionRegistration.Check(rules, region.Key, region.Value))
                .Result;
    }
}
