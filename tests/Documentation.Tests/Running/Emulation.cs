using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Testing;

namespace Documentation.Tests.Running;

/// <summary>A program that registers the library as a page says, and has the emulator where the API would be.</summary>
internal sealed class Emulation : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Emulation(Action<IServiceCollection> register, ClaudeEmulatorOptions options, TimeProvider? time)
    {
        Emulator = new ClaudeEmulator(options, time ?? Clock);
        var services = new ServiceCollection();
        services.AddSingleton(time ?? Clock);
        services.AddClaudeCaching(static client => client.ApiKey = "test").HttpClient.ConfigurePrimaryHttpMessageHandler(() => Emulator);
        register(services);
        _services = services.BuildServiceProvider();
    }

    public ManualTimeProvider Clock { get; } = new();

    public ClaudeEmulator Emulator { get; }

    public IClaudeClient Claude => Get<IClaudeClient>();

    public IClaudeUsage Usage => Get<IClaudeUsage>();

    /// <summary>Begins; without a clock given, all go by <see cref="Clock"/>, which stands still.</summary>
    public static Emulation Of(Action<IServiceCollection> register, ClaudeEmulatorOptions? options = null, TimeProvider? time = null) =>
        new(register, options ?? new ClaudeEmulatorOptions(), time);

    public static Emulation Plain() => Of(static _ => { });

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Moves the clock on in small steps until the work is done.</summary>
    public async Task RunAsync(Task work, TimeSpan? step = null)
    {
        await Clock.AdvanceUntilAsync(work, step ?? TimeSpan.FromMilliseconds(200));
        await work;
    }

    public async Task<T> RunAsync<T>(Task<T> work, TimeSpan? step = null)
    {
        await RunAsync((Task)work, step);
        return await work;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
