using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Redis.Maintenance;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Stores;
using PromptCaching.Storage;

namespace PromptCaching.Redis.Tests.Maintenance;

[Needs(NeedsAttribute.Redis)]
public sealed class MaintenanceTests
{
    private const int Entries = 1300;

    [ServerFact]
    public async Task One_server_is_counted_and_cleaned()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At($"redis://{server.Address}/4");
        await server.SendAsync("SET", "mine:not-in-this-database", "x");
        await CountAndCleanAsync(store);
    }

    [ServerFact]
    public async Task All_nodes_of_a_cluster_are_counted_and_cleaned()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var store = PatientStore.At(cluster.Address);
        await CountAndCleanAsync(store);
    }

    [ServerFact]
    public async Task What_a_replica_holds_is_not_counted_twice()
    {
        await using var pair = await RedisPair.StartAsync();
        await using var store = PatientStore.At(pair.Address);
        await CountAndCleanAsync(store);
    }

    [ServerFact]
    public async Task A_server_tells_version_clients_and_memory()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);

        var facts = await store.DescribeAsync(CancellationToken.None);

        facts.Keys.Should().Equal("redis_version", "connected_clients", "used_memory_human");
        facts["redis_version"].Should().MatchRegex(@"^\d+\.\d+");
        int.Parse(facts["connected_clients"], System.Globalization.CultureInfo.InvariantCulture).Should().BePositive();
        facts["used_memory_human"].Should().MatchRegex(@"^[\d.]+[BKMG]$");
    }

    [ServerFact]
    public async Task What_is_somebody_else_s_is_left_alone()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await server.SendAsync("SET", "mine:text", "{}");
        await server.SendAsync("RPUSH", "mine:list", "x");
        await store.SetAsync("mine:a", [1, 2], Support.Entries.AnHour);

        var removed = await store.RemoveAsync("mine:", static (_, _) => true, CancellationToken.None);

        removed.Should().Be(new CacheStoreUsage(1, 2));
        (await server.SendAsync("EXISTS", "mine:text", "mine:list")).Should().Be(":2");
    }

    [ServerFact]
    public async Task The_judge_sees_the_key_and_the_start_of_the_value()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var value = Enumerable.Range(0, 5000).Select(static number => (byte)number).ToArray();
        await store.SetAsync("mine:long", value, Support.Entries.AnHour);
        await store.SetAsync("mine:sliding", value, new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromHours(1) });
        var seen = new Dictionary<string, byte[]>();

        var removed = await store.RemoveAsync(
            "mine:",
            (key, start) =>
            {
                seen[key] = start.ToArray();
                return false;
            },
            CancellationToken.None);

        removed.Should().Be(default(CacheStoreUsage));
        seen.Keys.Should().BeEquivalentTo("mine:long", "mine:sliding");
        seen.Values.Should().OnlyContain(start => start.SequenceEqual(value.Take(1024)));
    }

    [Theory]
    [InlineData("", "*")]
    [InlineData("llm:", "llm:*")]
    [InlineData("a*b?[c]\\", "a\\*b\\?\\[c\\]\\\\*")]
    public void A_prefix_means_itself(string prefix, string pattern) => KeyPattern.StartingWith(prefix).Should().Be(pattern);

    private static async Task CountAndCleanAsync(RedisDistributedCache store)
    {
        await Task.WhenAll(Enumerable.Range(0, Entries).Select(number => store.SetAsync($"mine[*]:{number}", new byte[number % 10], Support.Entries.AnHour)));
        await store.SetAsync("mine", [1], Support.Entries.AnHour);
        await store.SetAsync("mine*:", [1], Support.Entries.AnHour);

        (await store.MeasureAsync("mine[*]:", CancellationToken.None)).Should().Be(new CacheStoreUsage(Entries, Entries * 45 / 10));
        (await store.MeasureAsync("", CancellationToken.None)).Entries.Should().Be(Entries + 2);

        var removed = await store.RemoveAsync("mine[*]:", static (key, _) => key.EndsWith('7'), CancellationToken.None);

        removed.Should().Be(new CacheStoreUsage(Entries / 10, Entries / 10 * 7));
        (await store.GetAsync("mine[*]:17")).Should().BeNull();
        (await store.GetAsync("mine[*]:18")).Should().HaveCount(8);
        (await store.MeasureAsync("mine[*]:", CancellationToken.None)).Entries.Should().Be(Entries - (Entries / 10));
    }
}
