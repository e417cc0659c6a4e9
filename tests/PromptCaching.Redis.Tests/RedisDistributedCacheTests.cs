using System.Buffers;
using System.Globalization;
using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Stores;
using PromptCaching.Redis.Tests.Support;
using StackExchange.Redis;

namespace PromptCaching.Redis.Tests;

[Needs(NeedsAttribute.Redis)]
public sealed class RedisDistributedCacheTests : IAsyncLifetime
{
    private RedisServer _server = null!;
    private RedisDistributedCache _store = null!;

    public async Task InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        _store = PatientStore.At($"redis://{_server.Address}");
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _server.DisposeAsync();
    }

    [ServerFact]
    public void The_synchronous_methods_do_the_same()
    {
        _store.Set("a", [1, 2], Entries.AnHour);
        _store.Get("a").Should().Equal(1, 2);
        _store.Refresh("a");
        _store.Remove("a");

        _store.Get("a").Should().BeNull();
    }

    [ServerFact]
    public async Task Buffers_are_read_and_written_without_arrays()
    {
        var (destination, synchronous) = (new ArrayBufferWriter<byte>(), new ArrayBufferWriter<byte>());
        await _store.SetAsync("a", new ReadOnlySequence<byte>([1, 2, 3]), Entries.AnHour);

        (await _store.TryGetAsync("a", destination)).Should().BeTrue();
        (await _store.TryGetAsync("b", destination)).Should().BeFalse();
        _store.TryGet("a", synchronous).Should().BeTrue();
        _store.TryGet("b", synchronous).Should().BeFalse();

        destination.WrittenSpan.ToArray().Should().Equal(1, 2, 3);
        synchronous.WrittenSpan.ToArray().Should().Equal(1, 2, 3);
    }

    [ServerFact]
    public async Task An_entry_without_expiration_ends_after_a_day()
    {
        await _store.SetAsync("a", [1], new DistributedCacheEntryOptions());

        (await MillisecondsLeftAsync("a")).Should().BeInRange(86_000_000, 86_400_000);
    }

    [ServerFact]
    public async Task A_read_prolongs_a_sliding_entry()
    {
        await _store.SetAsync("a", [1], new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(10) });
        await _server.SendAsync("PEXPIRE", "a", "60000");

        (await _store.GetAsync("a")).Should().Equal(1);

        await Eventually.BecomesTrueAsync(async () => await MillisecondsLeftAsync("a") > 500_000, "the read prolongs the entry");
    }

    [ServerFact]
    public async Task A_refresh_prolongs_a_sliding_entry_and_no_other()
    {
        await _store.SetAsync("slides", [1], new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(10) });
        await _store.SetAsync("ends", [1], Entries.AnHour);
        await _server.SendAsync("PEXPIRE", "slides", "60000");
        await _server.SendAsync("PEXPIRE", "ends", "60000");

        await _store.RefreshAsync("ends");
        await _store.RefreshAsync("slides");
        await _store.RefreshAsync("missing");

        await Eventually.BecomesTrueAsync(async () => await MillisecondsLeftAsync("slides") > 500_000, "the refresh prolongs the entry");
        (await MillisecondsLeftAsync("ends")).Should().BeLessOrEqualTo(60_000);
    }

    [ServerFact]
    public async Task A_read_is_one_round_trip()
    {
        await _store.SetAsync("a", [1], Entries.AnHour);
        var before = await CommandsAsync();

        await _store.GetAsync("a");

        var after = await CommandsAsync();
        (after["get"] - before.GetValueOrDefault("get")).Should().Be(1);
        string[] allowed = ["get", "info", "ping", "echo", "select", "subscribe", "config|get", "client|setname", "cluster|nodes"];
        after.Where(command => command.Value > before.GetValueOrDefault(command.Key)).Select(command => command.Key).Should().BeSubsetOf(allowed);
    }

    [ServerFact]
    public async Task What_somebody_else_wrote_under_our_key_is_a_miss()
    {
        await _server.SendAsync("SET", "foreign", "{}");

        (await _store.GetAsync("foreign")).Should().BeNull();
    }

    [ServerFact]
    public async Task A_key_that_is_no_text_is_refused() =>
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.GetAsync("\ud800"));

    [ServerFact]
    public async Task The_password_opens_and_a_wrong_one_is_not_repeated()
    {
        await using var guarded = await RedisServer.StartAsync("--requirepass", "p@ss/w:rd,1");
        await using var right = PatientStore.At($"redis://:p%40ss%2Fw%3Ard%2C1@{guarded.Address}/0");
        await using var wrong = PatientStore.At($"redis://:WrongSecret@{guarded.Address}/0");

        await right.SetAsync("a", [1], Entries.AnHour);
        var told = new List<string>();

        // The cause is what the client met first, which may have been a machine too busy to connect in time: the words are ours.
        await Eventually.BecomesTrueAsync(
            async () =>
            {
                told.Add((await Failures.OfAsync(() => wrong.GetAsync("a"))).ToString());
                return told[^1].Contains("such as a password that the server refuses", StringComparison.Ordinal);
            },
            "the failure says that the password may be wrong");

        (await right.GetAsync("a")).Should().Equal(1);
        told.Should().NotContainMatch("*WrongSecret*");
    }

    [ServerFact]
    public async Task A_given_connection_is_used_and_left_open()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(_server.Address + ",defaultDatabase=2");
        var store = new RedisDistributedCache(connection);
        await store.SetAsync("a", [1], Entries.AnHour);
        await store.DisposeAsync();

        (await connection.GetDatabase(2).KeyExistsAsync("a")).Should().BeTrue();
    }

    private async Task<long> MillisecondsLeftAsync(string key) =>
        long.Parse((await _server.SendAsync("PTTL", key))[1..], CultureInfo.InvariantCulture);

    /// <summary>Gets how often the server has run each command.</summary>
    private async Task<Dictionary<string, int>> CommandsAsync() =>
        (await _server.SendAsync("INFO", "commandstats")).Split("\r\n")
            .Where(static line => line.StartsWith("cmdstat_", StringComparison.Ordinal))
            .ToDictionary(
                static line => line["cmdstat_".Length..line.IndexOf(':', StringComparison.Ordinal)],
                static line => int.Parse(line[(line.IndexOf("calls=", StringComparison.Ordinal) + 6)..].Split(',')[0], CultureInfo.InvariantCulture));
}
