using Microsoft.Extensions.DependencyInjection;
using PromptCaching;

namespace CostExplorer.Replay;

/// <summary>The real chain over one handler in place of the network, as a client of any make would use it: a named HttpClient, bodies as bytes.</summary>
internal sealed class ReplayChain : IDisposable
{
    private const string Client = "replay";
    private readonly ServiceProvider _services;

    public ReplayChain(HttpMessageHandler network, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddClaudeCaching(Client, static options =>
            {
                options.ApiKey = "emulated";
                options.BaseAddress = ClaudeDefaults.BaseAddress;
                options.ApiVersion = ClaudeDefaults.ApiVersion;
                options.Betas = [];
            })
            .ConfigureResponseCaching(static options => options.Enabled = false)
            .ConfigureRateLimiting(static options => options.Enabled = false)
            .HttpClient
            .ConfigurePrimaryHttpMessageHandler(() => network);
        _services = services.BuildServiceProvider();
        Http = _services.GetRequiredService<IHttpClientFactory>().CreateClient(Client);
    }

    public HttpClient Http { get; }

    public void Dispose()
    {
        Http.Dispose();
        _services.Dispose();
    }
}
