using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Conventions;
using PromptCaching.Tests.ResponseCaching.InFlight;
using static PromptCaching.Tests.DependencyInjection.Registered;

namespace PromptCaching.Tests.DependencyInjection;

/// <summary>Every handler is switched off and on again by the configuration while the host runs: the next call goes by what stands there then.</summary>
public sealed class SwitchesTests : IDisposable
{
    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Claude:ApiKey", "k")]).Build();
    private readonly ManualTimeProvider _clock = new();
    private readonly ClaudeEmulator _emulator;
    private readonly ServiceProvider _provider;
    private int _asked;

    public SwitchesTests()
    {
        _emulator = new ClaudeEmulator(timeProvider: _clock);
        _provider = Provider(services =>
        {
            services.AddSingleton<TimeProvider>(_clock);
            services.AddClaudeCaching(_configuration).HttpClient.ConfigurePrimaryHttpMessageHandler(() => _emulator);
        });
    }

    private IClaudeClient Claude => _provider.GetRequiredService<IClaudeClient>();

    [Fact]
    public async Task The_response_cache()
    {
        var question = MessageRequest.From("Twice?");
        await Claude.CreateMessageAsync(question);
        (await SourceAsync()).Should().Be(CallSource.ResponseCache);

        Switch("ResponseCaching", isOn: false);
        (await SourceAsync()).Should().Be(CallSource.Api);

        Switch("ResponseCaching", isOn: true);
        (await SourceAsync()).Should().Be(CallSource.ResponseCache);

        async Task<CallSource> SourceAsync() => (await Claude.CreateMessageAsync(question)).GetCallReport()!.Source;
    }

    [Fact]
    public async Task Breakpoints()
    {
        (await MarkersAsync()).Should().BePositive();

        Switch("CacheControl", isOn: false);
        (await MarkersAsync()).Should().Be(0);

        Switch("CacheControl", isOn: true);
        (await MarkersAsync()).Should().BePositive();

        async Task<int> MarkersAsync()
        {
            await Claude.CreateMessageAsync(NextQuestion());
            return _emulator.Calls[^1].Breakpoints.Count;
        }
    }

    [Fact]
    public async Task Retries()
    {
        (await AttemptsAsync()).Should().Be(2);

        Switch("Retrying", isOn: false);
        (await AttemptsAsync()).Should().Be(1);

        Switch("Retrying", isOn: true);
        (await AttemptsAsync()).Should().Be(2);

        async Task<int> AttemptsAsync()
        {
            var before = _emulator.Calls.Count;
            _emulator.Enqueue(EmulatedAnswer.ServerError());
            var asking = Claude.CreateMessageAsync(NextQuestion());
            _clock.Advance(TimeSpan.FromSeconds(2));
            await ((Task)asking.Soon()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return _emulator.Calls.Count - before;
        }
    }

    [Fact]
    public async Task The_limiter()
    {
        _configuration["Claude:RateLimiting:RequestsPerMinute"] = "1";
        _configuration["Claude:RateLimiting:LongestWait"] = "00:00:00";
        _configuration.Reload();
        await Claude.CreateMessageAsync(NextQuestion());
        await RefusesAsync();

        Switch("RateLimiting", isOn: false);
        await Claude.CreateMessageAsync(NextQuestion());

        Switch("RateLimiting", isOn: true);
        await RefusesAsync();

        async Task RefusesAsync() =>
            (await Claude.Awaiting(claude => claude.CreateMessageAsync(NextQuestion())).Should().ThrowAsync<ClaudeRefusedException>())
            .Which.Reason.Should().Be(RefusalReason.Quota);
    }

    /// <summary>What the sample shows is what a host needs: a file that names each switch.</summary>
    [Fact]
    public void The_file_of_the_gateway_sample_switches_each_handler()
    {
        var file = Path.Combine(SourceTree.Root, "samples/Gateway/appsettings.json");
        var sample = new ConfigurationBuilder().AddJsonFile(file, optional: false).Build();

        sample.GetSection("Claude").GetChildren().ToDictionary(section => section.Key, section => section["Enabled"]).Should().BeEquivalentTo(
            new Dictionary<string, string> { ["CacheControl"] = "True", ["ResponseCaching"] = "True", ["Retrying"] = "True", ["RateLimiting"] = "True" });
    }

    public void Dispose()
    {
        _provider.Dispose();
        _emulator.Dispose();
    }

    private void Switch(string handler, bool isOn)
    {
        _configuration[$"Claude:{handler}:Enabled"] = isOn ? "true" : "false";
        _configuration.Reload();
    }

    /// <summary>A prompt that is long enough to be marked, and a question that nobody asked before.</summary>
    private MessageRequest NextQuestion() => MessageRequest.From($"What is {++_asked} + 1?", new string('r', 40_000));
}
