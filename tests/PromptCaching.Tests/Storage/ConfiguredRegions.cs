using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.DependencyInjection;

namespace PromptCaching.Tests.Storage;

/// <summary>Regions as a host registers them, with one region changed.</summary>
internal sealed class ConfiguredRegions(ManualTimeProvider clock, IDistributedCache store, Action<CacheRegionOptions> configure) : IDisposable
{
    private readonly ServiceProvider _provider = Registered.Provider(services =>
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddClaudeCaching(options => options.ApiKey = "k").UseDistributedCache(store).AddCacheRegion("match", configure);
    });

    public CacheRegion this[string name] => _provider.GetRequiredService<ICacheRegions>()[name];

    public void Dispose() => _provider.Dispose();
}
