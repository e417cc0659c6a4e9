using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Redis.Tests.Support;

namespace PromptCaching.Redis.Tests.Accounting;

/// <summary>Several containers, each with the whole chain, that share the budgets of one server and ask one API.</summary>
internal sealed class BudgetFleet : IAsyncDisposable
{
    private readonly UnevenApi _api = new(seed: 1);
    private readonly ServiceProvider[] _processes;
    private int _question;

    /// <param name="processes">How many there are.</param>
    /// <param name="server">The address of the server.</param>
    /// <param name="budget">What all share.</param>
    /// <param name="time">The clock; on one that stands still a loaded machine makes nobody lose patience and count alone.</param>
    public BudgetFleet(int processes, string server, Budget budget, TimeProvider time) =>
        _processes = [.. Enumerable.Range(0, processes).Select(_ => Start(server, budget, time))];

    public ConcurrentQueue<string> Logs { get; } = new();

    /// <summary>Gets what all have paid, by their own ledgers.</summary>
    public decimal Cost => _processes.Sum(static process => UsageOf(process).Total.Cost);

    public long Attempts => _processes.Sum(static process => UsageOf(process).Total.Attempts);

    /// <summary>Answers without waiting for others to be on their way.</summary>
    public void AnswerAtOnce() => _api.AnswerAtOnce();

    public Task AskAsync(int process) => _processes[process].GetRequiredService<IClaudeClient>().CreateMessageAsync(new MessageRequest
    {
        Model = "claude-sonnet-5-5",
        MaxTokens = 2000,
        Messages = [InputMessage.User($"Question {Interlocked.Increment(ref _question)}")],
    });

    public async Task<BudgetStatus> ReadAsync(int process) => (await UsageOf(_processes[process]).ReadBudgetsAsync()).Single();

    /// <summary>Lets callers ask until the budget refuses each while nobody holds anything of it.</summary>
    public async Task SpendAllAsync(int callers)
    {
        var asking = Enumerable.Range(0, callers).Select(caller => Task.Run(() => AskUntilRefusedAsync(caller % _processes.Length))).ToList();
        while (asking.Exists(static caller => !caller.IsCompleted))
        {
            _api.AnswerAll();
            await ReadAsync(process: 0);
            _api.NextRound();
        }

        await Task.WhenAll(asking);
    }

    /// <summary>Waits until each process knows of every other's spending, to the nano-dollar.</summary>
    public async Task AgreesAsync()
    {
        for (var process = 0; process < _processes.Length; process++)
        {
            await Eventually.BecomesTrueAsync(async () => await ReadAsync(process) is { Reserved: 0m } status && status.Spent == Cost, "all know all");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private static IClaudeUsage UsageOf(ServiceProvider process) => process.GetRequiredService<IClaudeUsage>();

    private async Task AskUntilRefusedAsync(int process)
    {
        while (true)
        {
            var round = _api.Round;
            try
            {
                await AskAsync(process);
            }
            catch (ClaudeRefusedException refused)
            {
                refused.Reason.Should().Be(RefusalReason.Budget);
                if (_api.Waiting == 0 && (await ReadAsync(process)).Reserved == 0)
                {
                    return;
                }

                await round;
            }
        }
    }

    private ServiceProvider Start(string server, Budget budget, TimeProvider time)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddLogging(logging => logging.AddProvider(new QueueLogs(Logs)));
        var builder = services.AddClaudeCaching(static options => options.ApiKey = "key")
            .UseRedis($"redis://{server}")
            .ConfigureResponseCaching(static caching => caching.Enabled = false)
            .ConfigureRateLimiting(static limiting => limiting.Enabled = false)
            .ConfigureCacheControl(static control => control.Enabled = false)
            .AddBudget(budget)
            .ShareBudgets();
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new Kept(_api));
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class Kept(HttpMessageHandler api) : DelegatingHandler(api)
    {
        protected override void Dispose(bool disposing)
        {
        }
    }
}
