using PromptCaching.Accounting;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Stores;
using StackExchange.Redis;

namespace PromptCaching.Redis.Tests.Accounting;

[Needs(NeedsAttribute.Redis)]
public sealed class RedisUsageTests
{
    private static readonly UsageTotals _every = new()
    {
        Attempts = 1,
        Hits = 2,
        Joins = 3,
        Failures = 4,
        PartlyKnown = 5,
        Unknown = 6,
        Unpriced = 7,
        Usage = new TokenUsage { Input = 8, CacheWrite5m = 9, CacheWrite1h = 10, CacheRead = 11, Output = 12, Thinking = 13, WebSearches = 14 },
        Cost = 0.000000000000000001m,
        SavedByPromptCache = -1234.567890123456789m,
        SavedByResponseCache = 4_400_000.000000000999999999m,
    };

    [ServerFact]
    public async Task Every_sum_arrives_to_the_last_digit_and_is_added_to_those_of_others()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var usage = new RedisUsage(store, "claude");

        (await usage.ExchangeAsync(Say("one", _every), default)).ByModel["m"].Should().Be(_every);
        var both = (await usage.ExchangeAsync(Say("two", _every), default)).ByModel["m"];

        both.Should().BeEquivalentTo(new { Attempts = 2, SavedByPromptCache = -2469.135780246913578m, SavedByResponseCache = 8_800_000.000000001999999998m });
    }

    [ServerFact]
    public async Task What_is_said_twice_counts_once_and_sums_may_fall()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var usage = new RedisUsage(store, "claude");
        await usage.ExchangeAsync(Say("one", _every), default);
        await usage.ExchangeAsync(Say("one", _every), default);

        var less = _every with { SavedByPromptCache = -1300.1m };

        (await usage.ExchangeAsync(Say("one", less), default)).ByModel["m"].Should().Be(less);
    }

    [ServerFact]
    public async Task A_process_that_is_forgotten_counts_on_from_what_was_acknowledged()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var usage = new RedisUsage(store, "claude");
        var before = await usage.ExchangeAsync(Say("one", _every), default);
        await server.SendAsync("DEL", "llm:{usage:claude}:process:one");

        var more = _every with { Attempts = 5 };
        var told = Say("one", more) with { Memory = before.Memory, Acknowledged = new Dictionary<string, UsageTotals> { ["m"] = _every } };

        (await usage.ExchangeAsync(told, default)).ByModel["m"].Should().Be(more);
    }

    [ServerFact]
    public async Task A_server_that_lost_its_totals_says_so_and_counts_what_it_is_told_in_whole()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var usage = new RedisUsage(store, "claude");
        var before = await usage.ExchangeAsync(Say("one", _every), default);
        await server.SendAsync("DEL", "llm:{usage:claude}:totals");

        var told = Say("one", _every) with { Memory = before.Memory, Acknowledged = new Dictionary<string, UsageTotals> { ["m"] = _every } };
        var after = await usage.ExchangeAsync(told, default);

        after.Memory.Should().NotBe(before.Memory);
        after.ByModel["m"].Should().Be(_every);
    }

    [ServerFact]
    public async Task Names_count_apart_and_nothing_of_a_process_is_kept_for_ever()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await new RedisUsage(store, "a").ExchangeAsync(Say("one", _every), default);

        (await new RedisUsage(store, "b{}").ExchangeAsync(Say("one", _every), default)).ByModel["m"].Should().Be(_every);
        (await server.SendAsync("TTL", "llm:{usage:a}:process:one")).Should().MatchRegex("^:(604800|604[67][0-9]{2})$", "the server's own clock goes on");
    }

    [ServerFact]
    public async Task Models_beyond_the_bound_share_a_name()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var usage = new RedisUsage(store, "claude");
        var told = Say("one", _every) with { Sums = Enumerable.Range(0, 1010).ToDictionary(static model => $"m{model}", static _ => _every) };

        var models = (await usage.ExchangeAsync(told, default)).ByModel;

        models.Should().HaveCount(1001);
        models[IClaudeUsage.OtherNames].Attempts.Should().Be(10);
    }

    [ServerFact]
    public async Task Something_else_under_the_key_is_a_failure_with_a_type()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await server.SendAsync("SET", "llm:{usage:text}:totals", "text");
        await server.SendAsync("HSET", "llm:{usage:field}:totals", "odd", "1");

        await ((Func<Task>)(() => new RedisUsage(store, "text").ExchangeAsync(Say("one", _every), default).AsTask())).Should().ThrowAsync<RedisServerException>();
        await ((Func<Task>)(() => new RedisUsage(store, "field").ExchangeAsync(Say("one", _every), default).AsTask())).Should().ThrowAsync<InvalidDataException>();
    }

    [ServerFact]
    public async Task Totals_are_found_in_a_cluster()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var store = PatientStore.At(cluster.Address);
        foreach (var name in (string[])["{a}", "b", "ä:*", ""])
        {
            (await new RedisUsage(store, name).ExchangeAsync(Say("one", _every), default)).ByModel["m"].Should().Be(_every, name);
        }
    }

    private static UsageExchange Say(string process, UsageTotals sums) => new()
    {
        Process = process,
        Sums = new Dictionary<string, UsageTotals> { ["m"] = sums },
        Acknowledged = new Dictionary<string, UsageTotals>(),
        IsAsking = true,
    };
}
