using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PromptCaching.Accounting;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.RateLimiting;
using PromptCaching.ResponseCaching;
using PromptCaching.Retrying;
using PromptCaching.Storage;

namespace PromptCaching.DependencyInjection;

/// <summary>Registers the chain of one HTTP client, with everything that lasts as keyed singletons under its name.</summary>
internal static class ChainRegistration
{
    private const string MemoryCacheTypeName = "Microsoft.Extensions.Caching.Distributed.MemoryDistributedCache";

    public static IClaudeBuilder Add(IHttpClientBuilder http, bool requiresApiKey)
    {
        var (name, services) = (http.Name, http.Services);
        var builder = new ClaudeBuilder(name, http, services);

        // Handlers add up: without the marker, asking twice would double every one of them.
        var clients = services.Select(static service => service.ImplementationInstance).OfType<RegisteredClient>();
        if (clients.FirstOrDefault(client => client.Name == name) is { } known)
        {
            known.RequiresApiKey |= requiresApiKey;
            return builder;
        }

        var registered = new RegisteredClient(name) { RequiresApiKey = requiresApiKey };
        services.AddSingleton(registered);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(EnvironmentFallbacks.OfProcess);
        services.Configure<ClaudeClientOptions>(name, options => (options.RequireApiKey, options.ClientName) = (registered.RequiresApiKey, name));
        services.AddOptions(name, ClaudeOptionsTables.Client, new ClaudeClientOptionsValidator());
        services.AddOptions(name, ClaudeOptionsTables.ResponseCaching, new ResponseCachingOptionsValidator());
        services.AddOptions(name, ClaudeOptionsTables.CacheControl, new CacheControlOptionsValidator());
        services.AddOptions(name, ClaudeOptionsTables.WarmFirst, new WarmFirstOptionsValidator());
        services.AddOptions(name, ClaudeOptionsTables.KeepWarm, new KeepWarmOptionsValidator());
        services.AddOptions(name, ClaudeOptionsTables.Retrying, new RetryingOptionsValidator());
        services.AddOptions(name, ClaudeOptionsTables.RateLimiting, new RateLimitingOptionsValidator());
        services.AddOptions(name, ClaudeOptionsTables.Accounting, new AccountingOptionsValidator());
        services.AddOptions(name, ClaudeOptionsTables.Telemetry, new TelemetryOptionsValidator());
        services.AddKeyedSingleton(name, static (provider, key) =>
            ModelCatalog.Default.With([.. provider.GetKeyedServices<ModelCatalogEntry>(key)]));
        services.AddKeyedSingleton(name, static (provider, key) => CreateState(provider, (string)key!));
        services.AddCacheRegions(name);
        services.AddResponseCache(name);
        services.AddRetry(name);
        services.AddUsage(name);

        // HttpClient's own timeout would cut a long generation; time limits belong to the chain.
        http.ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan);
        http.ConfigurePrimaryHttpMessageHandler(static (primary, _) => RefuseRedirects(primary));
        http.ConfigureAdditionalHttpMessageHandlers((handlers, provider) =>
        {
            foreach (var handler in HandlerChain.Create(provider.GetRequiredKeyedService<ChainState>(name)))
            {
                handlers.Add(handler);
            }
        });
        return builder;
    }

    /// <summary>The API never redirects, and a redirect would carry the key to wherever it points.</summary>
    private static void RefuseRedirects(HttpMessageHandler primary)
    {
        if (primary is SocketsHttpHandler sockets)
        {
            sockets.AllowAutoRedirect = false;
        }
        else if (primary is HttpClientHandler handler)
        {
            handler.AllowAutoRedirect = false;
        }
    }

    private static ChainState CreateState(IServiceProvider provider, string name)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var options = new ChainOptions(
            Live<ClaudeClientOptions>(provider, name),
            Live<ResponseCachingOptions>(provider, name),
            Live<CacheControlOptions>(provider, name),
            Live<WarmFirstOptions>(provider, name),
            Live<KeepWarmOptions>(provider, name),
            Live<RetryingOptions>(provider, name),
            Live<RateLimitingOptions>(provider, name),
            Live<SimilarAnswersOptions>(provider, name),
            Live<AccountingOptions>(provider, name),
            Live<TelemetryOptions>(provider, name));
        var state = new ChainState(
            options,
            StoreOf(provider, name, options.ResponseCaching()),
            provider.GetRequiredKeyedService<ModelCatalog>(name),
            [.. provider.GetServices<ICallObserver>(), .. provider.GetKeyedServices<ICallObserver>(name)],
            time,
            Chance.Of(time),
            LoggersOf(provider),
            provider.GetKeyedServices<CacheRegionRegistration>(name),
            provider.GetRequiredService<UpstreamHealth>(),
            provider.GetService<IMeterFactory>(),
            provider.GetKeyedService<ISharedQuota>(name),
            [.. provider.GetKeyedServices<Budget>(name), .. provider.GetKeyedServices<IReadOnlyList<Budget>>(name).SelectMany(static some => some)],
            provider.GetKeyedService<ISharedBudgets>(name),
            provider.GetKeyedService<ISharedUsage>(name));

        // Asked for at every call: the handlers of an earlier one may be gone.
        var clients = provider.GetRequiredService<IHttpClientFactory>();
        state.KeepWarm.Send = (request, cancellationToken) => clients.CreateClient(name).SendAsync(request, cancellationToken);
        return state;
    }

    private static ILoggerFactory LoggersOf(IServiceProvider provider) => provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;

    private static Func<TOptions> Live<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceProvider provider, string name)
        where TOptions : class
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<TOptions>>();
        return new LiveOptions<TOptions>(() => monitor.Get(name), LoggersOf(provider).CreateLogger(typeof(TOptions).FullName!)).Current;
    }

    /// <summary>The client's own store, else a directory that was asked for, else the host's.</summary>
    /// <remarks>But not the in-memory one: it is neither shared nor bounded in bytes, so the built-in store serves better.</remarks>
    private static IDistributedCache? StoreOf(IServiceProvider provider, string name, ResponseCachingOptions options) =>
        provider.GetKeyedService<IDistributedCache>(name) ?? (options.Directory is null ? HostsStore(provider) : null);

    private static IDistributedCache? HostsStore(IServiceProvider provider) =>
        provider.GetService<IDistributedCache>() is { } shared && shared.GetType().FullName != MemoryCacheTypeName ? shared : null;
}
