using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace PromptCaching.Redis.Tests.Accounting;

/// <summary>Several containers, each with the whole chain and a clock that stands still, that add up their usage on one server.</summary>
internal sealed class UsageFleet(string server) : IAsyncDisposable
{
    private readonly UnevenApi _api = Quick();
    private readonly List<ServiceProvider> _processes = [];

    /// <param name="file">The file of its ledger.</param>
    /// <returns>The number of the process.</returns>
    public int Start(string? file = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new Testing.ManualTimeProvider());
        var builder = services.AddClaudeCaching(static options => options.ApiKey = "key")
            .UseRedis($"redis://{server}")
            .ConfigureRateLimiting(static limiting => limiting.Enabled = false)
            .ConfigureAccounting(accounting => accounting.File = file)
            .ShareUsage();
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new Kept(_api));
        _processes.Add(services.BuildServiceProvider(validateScopes: true));
        return _processes.Count - 1;
    }

    public IClaudeUsage UsageOf(int process) => _processes[process].GetRequiredService<IClaudeUsage>();

    public Task AskAsync(int process, int question) => _processes[process].GetRequiredService<IClaudeClient>().CreateMessageAsync(new MessageRequest
    {
        Model = question % 3 == 0 ? "claude-opus-4-5" : "claude-sonnet-5-5",
        MaxTokens = 2000,
        Messages = [InputMessage.User($"Question {question}")],
    });

    public ValueTask EndAsync(int process) => _processes[process].DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private static UnevenApi Quick()
    {
        var api = new UnevenApi(seed: 7);
        api.AnswerAtOnce();
        return api;
    }

    private sealed class Kept(HttpMessageHandler api) : DelegatingHandler(api)
    {
        protected override void Dispose(bool disposing)
        {
        }
    }
}
