using Microsoft.Extensions.DependencyInjection;
using PromptCaching.DependencyInjection;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>In a host the calls go through the client's own handlers, whichever the factory has made by then.</summary>
public sealed class KeepWarmRegistrationTests
{
    private const string Name = "other";
    private static readonly TimeSpan _eightMinutes = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task It_runs_in_a_host_and_ends_with_it()
    {
        var clock = new ManualTimeProvider();
        using var emulator = new ClaudeEmulator(timeProvider: clock);
        var passed = 0;
        var services = new ServiceCollection().AddSingleton<TimeProvider>(clock);
        services.AddHttpClient(Name).ConfigurePrimaryHttpMessageHandler(() => new CountingHandler(emulator, () => passed++))
            .AddClaudeCachingHandlers().ConfigureKeepWarm(options => options.Enabled = true).ConfigureClient(options => options.ApiKey = "key");
        int asked;
        await using (var provider = services.BuildServiceProvider())
        {
            var state = provider.GetRequiredKeyedService<ChainState>(Name);
            for (asked = 0; asked < 4; asked++)
            {
                using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
                using var answer = await client.SendAsync(ChainUnderTest.Post(QuietHours.Body(asked).Utf8()));
                await PassAsync(clock, state);
            }
        }

        var calls = emulator.Calls.Count;
        clock.Advance(_eightMinutes);

        calls.Should().BeGreaterThan(asked);
        emulator.Calls.Should().HaveCount(calls).And.OnlyContain(call => call.Status == 200);
        passed.Should().Be(calls);
    }

    private static async Task PassAsync(ManualTimeProvider clock, ChainState state)
    {
        for (var minute = 0; minute < _eightMinutes.TotalMinutes * 2; minute++)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            while (state.KeepWarm.InFlight > 0)
            {
                await Task.Yield();
            }
        }
    }

    private sealed class CountingHandler(HttpMessageHandler server, Action passed) : DelegatingHandler(server)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            passed();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
