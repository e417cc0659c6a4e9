using Microsoft.Extensions.DependencyInjection;
using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Testing;

namespace PromptCaching.Tests.DependencyInjection;

public sealed class HandlerChainTests
{
    private static readonly string[] _order =
    [
        "CallReportHandler", "FallbackHandler", "ResponseCachingHandler", "BudgetGateHandler", "CacheControlHandler", "RetryingHandler", "RateLimitingHandler",
        "UsageMeterHandler", "AttemptTimesHandler", "AuthenticationHandler",
    ];

    [Fact]
    public void The_chain_has_its_order() => ChainOf(Services(services => services.AddClaudeCaching())).Should().Equal(_order);

    [Fact]
    public void Asked_twice_it_is_one_chain() => ChainOf(Services(services =>
    {
        services.AddClaudeCaching();
        services.AddClaudeCaching();
        services.AddClaudeCaching(options => options.DefaultMaxTokens = 1);
    })).Should().Equal(_order);

    [Fact]
    public void Under_a_client_of_somebody_else_it_is_the_same_chain_also_asked_twice() =>
        ChainOf(Services(services => services.AddHttpClient("other").AddClaudeCachingHandlers().HttpClient.AddClaudeCachingHandlers()), "other")
            .Should().Equal(_order);

    [Fact]
    public void Without_dependency_injection_it_is_the_same_chain()
    {
        using var handler = ClaudeCachingHandler.Create(new ClaudeCachingOptions(), new ClaudeEmulator());

        Walk(handler.InnerHandler!).Should().Equal(_order);
    }

    private static ServiceProvider Services(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton(new EnvironmentFallbacks(static _ => null));
        add(services);
        services.Configure<ClaudeClientOptions>(ClaudeDefaults.ClientName, options => options.ApiKey = "test-key");
        return services.BuildServiceProvider(validateScopes: true);
    }

    private static IEnumerable<string> ChainOf(ServiceProvider provider, string name = ClaudeDefaults.ClientName) =>
        Walk(provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(name));

    private static IEnumerable<string> Walk(HttpMessageHandler handler)
    {
        for (var next = handler; next is DelegatingHandler current; next = current.InnerHandler)
        {
            if (current.GetType().Namespace!.StartsWith("PromptCaching", StringComparison.Ordinal))
            {
                yield return current.GetType().Name;
            }
        }
    }
}
