using Microsoft.Extensions.DependencyInjection;
using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Client;

/// <summary>The whole chain as a host registers it, over the emulator, on a clock that the test moves.</summary>
internal sealed class ClaudeUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public ClaudeUnderTest(Action<IClaudeBuilder>? configure = null, HttpMessageHandler? primary = null, EmulatedRateLimits? limits = null)
    {
        Emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { RateLimits = limits }, Clock);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(new EnvironmentFallbacks(static _ => null));
        var builder = services.AddClaudeCaching(static options => options.ApiKey = "test-key").OnCallCompleted(Reports.Add);
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => primary ?? Emulator);
        configure?.Invoke(builder);
        _provider = services.BuildServiceProvider(validateScopes: true);
        Client = _provider.GetRequiredService<IClaudeClient>();
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public IClaudeClient Client { get; }

    public List<CallReport> Reports { get; } = [];

    public HttpClient Http => _provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName);

    /// <summary>Moves the clock from timer to timer until the work is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> work)
    {
        while (!work.IsCompleted)
        {
            if (!Clock.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        return await work;
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
