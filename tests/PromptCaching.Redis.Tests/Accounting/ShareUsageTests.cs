using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Support;

namespace PromptCaching.Redis.Tests.Accounting;

/// <summary>Containers as processes whose usage is added up.</summary>
[Needs(NeedsAttribute.Redis)]
public sealed class ShareUsageTests
{
    [ServerFact]
    public async Task The_totals_of_a_fleet_are_the_sums_of_its_ledgers()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = new UsageFleet(server.Address);
        int[] processes = [.. Enumerable.Range(0, 4).Select(_ => fleet.Start())];

        for (var round = 0; round < 2; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(call => Task.Run(() => fleet.AskAsync(processes[call % 4], call / 2))));
        }

        UsageTotals[] ledgers = [.. processes.Select(process => fleet.UsageOf(process).Total)];
        var all = await ReadAllAsync(fleet, processes);
        all.IncludesOthers.Should().BeTrue();
        all.Total.Should().Be(SumOf(ledgers));
        all.Total.Answers.Should().Be(200);
        all.Total.Hits.Should().BePositive();
        all.Total.Cost.Should().BePositive();
        all.ByModel.Keys.Should().BeEquivalentTo("claude-sonnet-5-5", "claude-opus-4-5");
        foreach (var model in all.ByModel.Keys)
        {
            all.ByModel[model].Should().Be(SumOf(processes.Select(process => fleet.UsageOf(process).ByModel[model])));
        }
    }

    [ServerFact]
    public async Task A_process_that_ends_counts_on_and_what_its_file_gives_back_counts_once()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = new UsageFleet(server.Address);
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "ledger.jsonl");
        var first = fleet.Start(file);
        var other = fleet.Start();
        await fleet.AskAsync(first, 1);
        await fleet.AskAsync(other, 2);
        await fleet.EndAsync(first);

        var second = fleet.Start(file);
        await fleet.AskAsync(second, 3);

        fleet.UsageOf(second).Total.Attempts.Should().Be(2, "one is from the file");
        (await ReadAllAsync(fleet, [other, second])).Total.Should().Be(SumOf([fleet.UsageOf(second).Total, fleet.UsageOf(other).Total]));
    }

    [ServerFact]
    public async Task While_the_server_is_away_a_process_tells_its_own_and_later_all_is_told()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = new UsageFleet(server.Address);
        var (one, two) = (fleet.Start(), fleet.Start());
        await fleet.AskAsync(one, 1);
        await fleet.AskAsync(two, 2);
        await ReadAllAsync(fleet, [one, two]);

        server.Kill();
        await fleet.AskAsync(one, 3);
        var alone = await fleet.UsageOf(one).ReadFleetAsync();
        alone.IncludesOthers.Should().BeFalse();
        alone.Total.Should().Be(fleet.UsageOf(one).Total);

        await server.RestartAsync();
        await Eventually.BecomesTrueAsync(async () => (await ReadAllAsync(fleet, [one, two])).Total.Attempts == 3, "the empty server is told all again");
        (await fleet.UsageOf(one).ReadFleetAsync()).Total.Should().Be(SumOf([fleet.UsageOf(one).Total, fleet.UsageOf(two).Total]));
    }

    [ServerFact]
    public async Task A_reset_of_a_ledger_takes_nothing_from_the_fleet()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = new UsageFleet(server.Address);
        var one = fleet.Start();
        await fleet.AskAsync(one, 1);
        var before = fleet.UsageOf(one).Total;

        fleet.UsageOf(one).Reset();

        (await fleet.UsageOf(one).ReadFleetAsync()).Total.Should().Be(before);
    }

    [Fact]
    public void Without_a_store_on_Redis_it_says_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddClaudeCaching(static options => options.ApiKey = "key").ShareUsage();
        using var provider = services.BuildServiceProvider();

        ((Action)(() => provider.GetRequiredKeyedService<ISharedUsage>(ClaudeDefaults.ClientName)))
            .Should().Throw<InvalidOperationException>().WithMessage("*UseRedis*ShareUsage*");
    }

    /// <summary>Each tells its latest when it reads, so that the last to read knows of all.</summary>
    private static async Task<FleetUsage> ReadAllAsync(UsageFleet fleet, IReadOnlyList<int> processes)
    {
        FleetUsage? latest = null;
        foreach (var process in processes)
        {
            latest = await fleet.UsageOf(process).ReadFleetAsync();
        }

        return latest!;
    }

    private static UsageTotals SumOf(IEnumerable<UsageTotals> ledgers) => ledgers.Aggregate(static (left, right) => new UsageTotals
    {
        Attempts = left.Attempts + right.Attempts,
        Hits = left.Hits + right.Hits,
        Joins = left.Joins + right.Joins,
        Failures = left.Failures + right.Failures,
        PartlyKnown = left.PartlyKnown + right.PartlyKnown,
        Unknown = left.Unknown + right.Unknown,
        Unpriced = left.Unpriced + right.Unpriced,
        Usage = new TokenUsage
        {
            Input = left.Usage.Input + right.Usage.Input,
            CacheWrite5m = left.Usage.CacheWrite5m + right.Usage.CacheWrite5m,
            CacheWrite1h = left.Usage.CacheWrite1h + right.Usage.CacheWrite1h,
            CacheRead = left.Usage.CacheRead + right.Usage.CacheRead,
            Output = left.Usage.Output + right.Usage.Output,
            Thinking = left.Usage.Thinking + right.Usage.Thinking,
            WebSearches = left.Usage.WebSearches + right.Usage.WebSearches,
        },
        Cost = left.Cost + right.Cost,
        SavedByPromptCache = left.SavedByPromptCache + right.SavedByPromptCache,
        SavedByResponseCache = left.SavedByResponseCache + right.SavedByResponseCache,
    });
}
