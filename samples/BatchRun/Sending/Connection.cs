using BatchRun.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Testing;

namespace BatchRun.Sending;

/// <summary>The client that a run sends with: to the API where there is a key, else to an emulator, free of charge.</summary>
internal sealed class Connection : IDisposable
{
    /// <summary>The name of the budget in log and errors.</summary>
    public const string BudgetName = "study";

    private static readonly TimeSpan TimeToFirstByte = TimeSpan.FromMilliseconds(20);
    private readonly ServiceProvider _services;

    /// <param name="provider">Who is asked, and what is to be done about breakpoints.</param>
    /// <param name="budget">What may be spent from now on, in USD; none for no limit.</param>
    /// <param name="emulator">Answers in place of the API, if there is one.</param>
    public Connection(ProviderConfiguration provider, decimal? budget, ClaudeEmulator? emulator)
    {
        var services = new ServiceCollection();
        var claude = services.AddClaudeCaching(client => client.ApiKey = emulator is null ? client.ApiKey : "emulated")

            // Each answer is a sample of its own: two items with the same text are two questions.
            .ConfigureResponseCaching(static options => options.Enabled = false)
            .ConfigureRateLimiting(options => options.Enabled = emulator is null)
            .ConfigureWarmFirst(options => options.MinTokens = 1)
            .ConfigureCacheControl(options =>
            {
                options.MarkMessages = provider.CacheControl == CacheControlToggle.Auto;
                options.MarkSystem = provider.CacheControl == CacheControlToggle.Auto;
                options.AllowOneHour = provider.Ttl != TimeToLive.FiveMinutes;
                options.AllowFiveMinutes = provider.Ttl != TimeToLive.OneHour;
            });
        if (budget is { } usd)
        {
            claude.AddBudget(new Budget { Name = BudgetName, Usd = usd, Period = BudgetPeriod.Total });
        }

        if (emulator is not null)
        {
            claude.HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        }

        _services = services.BuildServiceProvider();
        Client = _services.GetRequiredService<IClaudeClient>();
    }

    public static bool HasKey => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("ANTHROPIC_API_KEY"));

    public IClaudeClient Client { get; }

    public static ClaudeEmulator CreateEmulator(bool recordsBodies) =>
        new(new ClaudeEmulatorOptions { TimeToFirstByte = TimeToFirstByte, RecordBodies = recordsBodies });

    /// <summary>What the library is told about a request: nothing goes on from its end, so only what is shared is worth a write.</summary>
    public static ClaudeCall Wishes(CacheControlToggle toggle, bool isBelowMinimum) => new()
    {
        CacheControl = toggle == CacheControlToggle.Off || isBelowMinimum ? CacheControlMode.AsSent : CacheControlMode.Auto,
        Prefix = PrefixHint.OneShot,
    };

    public void Dispose() => _services.Dispose();
}
