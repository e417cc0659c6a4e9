using System.Globalization;
using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.RateLimiting;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.ResponseCaching;
using PromptCaching.Testing;

namespace Documentation.Tests;

public sealed class RunningRedisTests
{
    private static readonly Page _page = Page.Of("running-redis");

    // On a machine with much to do, the first connection takes longer than a call would wait for it.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    [ProgramFact("redis-server", "redis-cli")]
    public async Task The_server_starts_with_the_settings_of_the_page()
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        using var server = await Shell.StartAsync(_page.Shell(1).Replace("6379", port, StringComparison.Ordinal), "Ready to accept connections");

        var memory = await Shell.RunAsync("redis-cli INFO memory", ("REDIS_PORT", port));

        memory.Should().Contain("maxmemory_human:512.00M").And.Contain("maxmemory_policy:volatile-lru");
    }

    [Fact]
    public async Task The_configuration_is_bound_and_valid()
    {
        await using var provider = Configured.Claude(_page.Json(1));

        provider.GetRequiredService<IOptionsMonitor<ResponseCachingOptions>>().Get(ClaudeDefaults.ClientName).TimeToLive.Should().Be(TimeSpan.FromDays(1));
    }

    [Fact]
    public void The_line_of_registration_shares_all_three()
    {
        var services = new ServiceCollection();
        RunningRedisExamples.Use(services);
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredKeyedService<ISharedQuota>(ClaudeDefaults.ClientName).Should().NotBeNull();
        provider.GetRequiredKeyedService<ISharedBudgets>(ClaudeDefaults.ClientName).Should().NotBeNull();
        provider.GetRequiredKeyedService<ISharedUsage>(ClaudeDefaults.ClientName).Should().NotBeNull();
    }

    [ProgramFact("redis-server", "redis-cli")]
    public async Task The_commands_show_what_the_library_stored()
    {
        await using var server = await RedisServer.StartAsync("--maxmemory", "512mb", "--maxmemory-policy", "volatile-lru");
        var port = PortOf(server);
        await using var emulation = Stored(server);
        await AskAsync(emulation, 3, 100);

        (await Shell.RunAsync(_page.Shell(2), port)).Should().MatchRegex("3 shop:response").And.MatchRegex("1 shop:budget");
        var lines = (await Shell.RunAsync(_page.Shell(3), port)).Split('\n');
        int.Parse(lines[0], CultureInfo.InvariantCulture).Should().BeInRange(86_300, 86_400);
        int.Parse(lines[1], CultureInfo.InvariantCulture).Should().BeInRange(100, 2000);
        (await Shell.RunAsync(_page.Shell(4), port)).Should().Contain("maxmemory_human:512.00M").And.Contain("keyspace_hits:");
        decimal.Parse(await Shell.RunAsync(_page.Shell(5), port), CultureInfo.InvariantCulture).Should().Be(Math.Round(emulation.Usage.Total.Cost, 6));
    }

    [ProgramFact("redis-server", "redis-cli")]
    public async Task Only_totals_have_no_expiry()
    {
        await using var server = await RedisServer.StartAsync();
        await using var emulation = Stored(server);
        await AskAsync(emulation, 3, 100);
        await emulation.Usage.ReadFleetAsync();

        var output = await Shell.RunAsync(
            "redis-cli --scan | while read -r key; do echo \"$key $(redis-cli TTL \"$key\")\"; done", PortOf(server));

        output.Split('\n').Where(static line => line.EndsWith(" -1", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().Contain("usage");
    }

    [ProgramFact("redis-server", "redis-cli")]
    public async Task An_entry_takes_what_the_formula_says_at_most()
    {
        await using var server = await RedisServer.StartAsync();
        await using var emulation = Stored(server);
        foreach (var length in new[] { 100, 1500, 3000 })
        {
            var bytes = await AskAsync(emulation, 1, length);
            var longest = "while read -r key; do echo $(redis-cli STRLEN $key) $key; done | sort -n | tail -1 | cut -d' ' -f2";
            var key = await Shell.RunAsync("redis-cli --scan --pattern 'shop:response:*' | " + longest, PortOf(server));

            var used = int.Parse((await server.SendAsync("MEMORY", "USAGE", key))[1..], CultureInfo.InvariantCulture);

            used.Should().BeInRange(bytes, (int)((bytes * 1.25) + 300));
        }
    }

    [Fact]
    public void The_worked_example_is_right() => (20_000 * 7 * ((2_000 * 1.25) + 300) / 1_000_000).Should().BeApproximately(392, 0.1);

    private static (string, string) PortOf(RedisServer server) => ("REDIS_PORT", server.Port.ToString(CultureInfo.InvariantCulture));

    private static Emulation Stored(RedisServer server) => Emulation.Of(
        services => services.AddClaudeCaching().AddBudget(new Budget { Name = "all", Usd = 100 })
            .ConfigureResponseCaching(static options =>
                (options.KeyPrefix, options.TimeToLive, options.StoreTimeout) = ("shop:", TimeSpan.FromDays(1), _patience))
            .ConfigureRateLimiting(static options => options.RequestsPerMinute = 100_000)
            .UseRedis(options => (options.Connection, options.OperationTimeout) = ("redis://" + server.Address, _patience))
            .ShareQuota().ShareBudgets().ShareUsage(),
        time: TimeProvider.System);

    /// <summary>Asks different questions, and returns how many bytes the last answer has.</summary>
    private static async Task<int> AskAsync(Emulation emulation, int times, int length)
    {
        using var http = emulation.Get<IHttpClientFactory>().CreateClient(ClaudeDefaults.ClientName);
        var bytes = 0;
        for (var number = 0; number < times; number++)
        {
            emulation.Emulator.Enqueue(EmulatedAnswer.Text(new string('x', length)));
            var body = $$"""{"model":"claude-sonnet-5-5","max_tokens":9,"messages":[{"role":"user","content":"Question {{number}} for {{length}}?"}]}""";
            using var question = new StringContent(body, null, "application/json");
            using var answer = await http.PostAsync(new Uri("https://api.anthropic.com/v1/messages"), question);
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        return bytes;
    }
}
