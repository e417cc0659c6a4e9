using PromptCaching.RateLimiting;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Stores;
using PromptCaching.Redis.Tests.Support;
using StackExchange.Redis;

namespace PromptCaching.Redis.Tests.Quota;

[Needs(NeedsAttribute.Redis)]
public sealed class RedisQuotaTests
{
    private const double PerMinute = 60_000;
    private const double PerSecond = PerMinute / 60;
    private const string Levels = "llm:quota:{pool}:levels";

    [ServerFact]
    public async Task What_nobody_knows_begins_empty_and_fills_by_the_servers_clock()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);

        var before = TimeProvider.System.GetTimestamp();
        (await quota.ExchangeAsync(Asking(0, 1_000), default)).Granted.Should().Be(default(QuotaAmount));
        var granted = 0.0;
        await Eventually.BecomesTrueAsync(
            async () => (granted += (await quota.ExchangeAsync(Asking(0, 1_000), default)).Granted.Requests) > PerSecond / 2, "it fills");

        granted.Should().BeLessThanOrEqualTo(TimeProvider.System.GetElapsedTime(before).TotalSeconds * PerSecond * 1.01);
    }

    [ServerFact]
    public async Task All_processes_together_get_no_more_than_there_is()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        await quota.ExchangeAsync(Asking(0, 0) with { Returned = new QuotaAmount(500, 0, 0) }, default);
        var before = TimeProvider.System.GetTimestamp();

        var granted = await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
            (await quota.ExchangeAsync(Asking(5, 50) with { Process = $"process {number % 4}" }, default)).Granted.Requests));

        var elapsed = TimeProvider.System.GetElapsedTime(before).TotalSeconds;
        granted.Sum().Should().BeInRange(100, 510 + (elapsed * PerSecond));
        granted.Should().OnlyContain(static one => one == 0 || one >= 5);
        (await server.SendAsync("HGET", Levels, "requests:level")).Should().NotStartWith("-");
    }

    [ServerFact]
    public async Task A_process_that_only_guesses_a_limit_changes_none_that_is_known_and_its_guess_gives_way_at_once()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        var guess = Asking(0, 0) with { Limits = new QuotaLimits(50, null, null), IsGuess = true };

        await quota.ExchangeAsync(guess, default);
        (await server.SendAsync("HGET", Levels, "requests:limit")).Should().Contain("50.0");
        await quota.ExchangeAsync(Asking(0, 0), default);
        (await server.SendAsync("HGET", Levels, "requests:limit")).Should().Contain("60000.0");
        await quota.ExchangeAsync(guess with { Process = "another" }, default);

        (await server.SendAsync("HGET", Levels, "requests:limit")).Should().Contain("60000.0");
    }

    [ServerFact]
    public async Task A_level_never_holds_more_than_a_minutes_worth_less_the_headroom()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        await quota.ExchangeAsync(Asking(0, 0) with { Returned = new QuotaAmount(10 * PerMinute, 0, 0) }, default);

        (await quota.ExchangeAsync(Asking(2 * PerMinute, 3 * PerMinute), default)).Granted.Requests.Should().Be(PerMinute * 0.98);
    }

    [ServerFact]
    public async Task A_gate_is_closed_for_all()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        await quota.ExchangeAsync(Asking(0, 0) with { Returned = new QuotaAmount(500, 0, 0), ClosedFor = TimeSpan.FromMinutes(1) }, default);

        var share = await quota.ExchangeAsync(Asking(1, 10) with { Process = "another" }, default);

        share.Granted.Requests.Should().Be(0);
        share.ClosedFor.Should().BeCloseTo(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30));
        share.Processes.Should().Be(2);
    }

    [ServerFact]
    public async Task Who_found_too_little_has_the_turn_until_there_is_enough()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        await quota.ExchangeAsync(Asking(0, 0) with { Returned = new QuotaAmount(100, 0, 0) }, default);

        var large = await quota.ExchangeAsync(Asking(20_000, 20_000) with { Process = "large" }, default);
        var small = await quota.ExchangeAsync(Asking(1, 1) with { Process = "small" }, default);
        await quota.ExchangeAsync(Asking(0, 0) with { Returned = new QuotaAmount(40_000, 0, 0) }, default);
        var again = await quota.ExchangeAsync(Asking(20_000, 20_000) with { Process = "large" }, default);
        var after = await quota.ExchangeAsync(Asking(1, 1) with { Process = "small" }, default);

        large.AskAgainIn.Should().BeGreaterThan(TimeSpan.FromSeconds(10));
        (large.Granted.Requests, small.Granted.Requests).Should().Be((0, 0));
        (again.Granted.Requests, after.Granted.Requests).Should().Be((20_000, 1));
    }

    [ServerFact]
    public async Task What_the_API_has_and_what_was_spent_alone_lower_the_level()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        var slow = Asking(0, 0) with { Limits = new QuotaLimits(60, 60, 60) };
        await quota.ExchangeAsync(slow with { Returned = new QuotaAmount(50, 50, 50) }, default);

        var share = await quota.ExchangeAsync(
            slow with { Most = new QuotaAmount(60, 60, 60), MostLeft = new QuotaLimits(7, null, null), SpentAlone = new QuotaAmount(0, 100, 30) }, default);

        share.Granted.Requests.Should().Be(7);
        share.Granted.InputTokens.Should().Be(0);
        share.Granted.OutputTokens.Should().BeInRange(20, 45);
    }

    [ServerFact]
    public async Task The_lower_of_what_processes_tell_of_the_limits_holds()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        await quota.ExchangeAsync(Asking(0, 0) with { Limits = new QuotaLimits(100, null, null) }, default);
        await quota.ExchangeAsync(Asking(0, 0) with { Limits = new QuotaLimits(5_000, null, null), Returned = new QuotaAmount(5_000, 0, 0) }, default);

        (await quota.ExchangeAsync(Asking(0, 5_000), default)).Granted.Requests.Should().Be(98);
    }

    [ServerFact]
    public async Task A_restarted_server_hands_out_no_second_burst_and_needs_no_script_of_before()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        var slow = Asking(0, 60) with { Limits = new QuotaLimits(60, null, null) };
        await quota.ExchangeAsync(slow with { Returned = new QuotaAmount(50, 0, 0) }, default);
        await server.SendAsync("SCRIPT", "FLUSH");
        (await quota.ExchangeAsync(slow with { Most = new QuotaAmount(1, 0, 0) }, default)).Granted.Requests.Should().BeGreaterThan(0);

        server.Kill();
        await server.RestartAsync();
        QuotaShare? share = null;
        await Eventually.SucceedsAsync(async () => share = await quota.ExchangeAsync(slow, default));

        share!.Granted.Requests.Should().Be(0);
    }

    [ServerFact]
    public async Task Something_else_under_the_key_is_a_failure_with_a_type()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var quota = new RedisQuota(store);
        await server.SendAsync("SET", Levels, "text");
        await ((Func<Task>)(() => quota.ExchangeAsync(Asking(1, 1), default).AsTask())).Should().ThrowAsync<RedisServerException>();
    }

    [ServerFact]
    public async Task Numbers_that_are_none_begin_empty()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await server.SendAsync("HSET", Levels, "requests:limit", "nan", "requests:told", "inf", "requests:level", "nan", "at", "-inf", "closed", "nan");

        (await new RedisQuota(store).ExchangeAsync(Asking(1, 1), default)).Granted.Requests.Should().Be(0);
        (await server.SendAsync("HGET", Levels, "requests:level")).Should().Be("0.000000");
    }

    [ServerFact]
    public async Task Nothing_is_kept_for_ever()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await new RedisQuota(store).ExchangeAsync(Asking(1, 1), default);

        (await server.SendAsync("TTL", Levels)).Should().MatchRegex("^:(3600|35[0-9]{2})$", "the server's own clock goes on");
        (await server.SendAsync("TTL", Levels.Replace("levels", "processes", StringComparison.Ordinal))).Should().MatchRegex("^:(300|2[0-9]{2})$");
    }

    [ServerFact]
    public async Task A_pool_is_in_one_slot_of_a_cluster()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var store = PatientStore.At(cluster.Address);
        var quota = new RedisQuota(store);
        for (var pool = 0; pool < 20; pool++)
        {
            (await quota.ExchangeAsync(Asking(0, 10) with { Pool = $"pool {pool}" }, default)).Processes.Should().Be(1);
        }
    }

    private static QuotaExchange Asking(double least, double most) => new()
    {
        Pool = "pool",
        Process = "process",
        Limits = new QuotaLimits(PerMinute, null, null),
        Least = new QuotaAmount(least, 0, 0),
        Most = new QuotaAmount(most, 0, 0),
    };
}
