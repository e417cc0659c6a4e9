using System.Globalization;
using PromptCaching.Accounting;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Stores;
using PromptCaching.Redis.Tests.Support;
using StackExchange.Redis;

namespace PromptCaching.Redis.Tests.Accounting;

[Needs(NeedsAttribute.Redis)]
public sealed class RedisBudgetsTests
{
    private const string Key = "llm:budget:team:9999123123";
    private static readonly DateTimeOffset _nextCentury = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [ServerFact]
    public async Task What_one_process_spends_and_holds_the_others_cannot()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var budgets = new RedisBudgets(store);

        var one = await budgets.ExchangeAsync(Say("one") with { Spent = 0.4m, Held = Sure(0.1m), Asked = [Sure(0.3m), Sure(0.3m), Sure(0.2m)] }, default);
        var two = await budgets.ExchangeAsync(Say("two") with { Asked = [Sure(0.000000001m)] }, default);

        one.Granted.Should().Equal(true, false, true);
        one.Should().BeEquivalentTo(new { Spent = 0.4m, HeldByOthers = default(BudgetClaim) });
        two.Granted.Should().Equal(false);
        two.Should().BeEquivalentTo(new { Spent = 0.4m, HeldByOthers = Sure(0.6m), one.Memory });
    }

    [ServerFact]
    public async Task What_is_said_twice_counts_once()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var budgets = new RedisBudgets(store);
        var said = Say("one") with { Spent = 0.123456789m, Held = Sure(0.1m) };

        await budgets.ExchangeAsync(said, default);
        await budgets.ExchangeAsync(said, default);
        await budgets.ExchangeAsync(Say("two") with { Spent = 0.000000001m }, default);

        (await budgets.ExchangeAsync(said, default)).Spent.Should().Be(0.12345679m);
    }

    [ServerFact]
    public async Task A_strict_budget_counts_the_worst_and_another_what_calls_may_miss_by_together()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var budgets = new RedisBudgets(store);
        var claim = new BudgetClaim(0.1m, 0.01, 0.9m);

        (await budgets.ExchangeAsync(Say("one") with { Spent = 0.6m, Asked = [claim] }, default)).Granted.Should().Equal(true);
        (await budgets.ExchangeAsync(Say("one") with { Spent = 0.600000001m, Asked = [claim] }, default)).Granted.Should().Equal(false);
        (await budgets.ExchangeAsync(Say("strict") with { IsStrict = true, Budget = "strict", Spent = 0.2m, Asked = [claim] }, default))
            .Granted.Should().Equal(false);
    }

    [ServerFact]
    public async Task What_a_dead_process_holds_is_free_after_its_lease_and_what_it_spent_is_not()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var budgets = new RedisBudgets(store);
        await budgets.ExchangeAsync(Say("dead") with { Spent = 0.2m, Held = Sure(0.8m), Lease = TimeSpan.FromSeconds(1) }, default);
        await Eventually.BecomesTrueAsync(
            async () => (await budgets.ExchangeAsync(Say("alive") with { Asked = [Sure(0.8m)] }, default)).Granted[0], "the lease runs out");

        var risen = await budgets.ExchangeAsync(Say("dead") with { Spent = 0.3m }, default);

        risen.Should().BeEquivalentTo(new { Spent = 0.3m, HeldByOthers = Sure(0.8m) });
    }

    [ServerFact]
    public async Task A_server_that_lost_its_memory_gets_it_back_from_the_processes()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var budgets = new RedisBudgets(store);
        var one = await budgets.ExchangeAsync(Say("one") with { Spent = 0.2m }, default);
        var two = await budgets.ExchangeAsync(Say("two") with { Spent = 0.1m }, default);

        server.Kill();
        await server.RestartAsync();
        BudgetStanding? after = null;
        await Eventually.SucceedsAsync(async () => after = await budgets.ExchangeAsync(Again(Say("one"), 0.25m, 0.2m, one), default));
        after!.Spent.Should().Be(0.25m, "one never heard of two");
        var last = await budgets.ExchangeAsync(Again(Say("two"), 0.1m, 0.1m, two), default);
        last.Spent.Should().Be(0.35m, "two knew of all, and one has spent since");
        last.Memory.Should().NotBe(two.Memory);
    }

    [ServerFact]
    public async Task Each_period_counts_apart_and_nothing_is_kept_for_ever()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        var budgets = new RedisBudgets(store);
        await budgets.ExchangeAsync(Say("one") with { Spent = 0.2m, Ends = _nextCentury }, default);

        (await budgets.ExchangeAsync(Say("one") with { Spent = 0.1m, Ends = _nextCentury.AddHours(1) }, default)).Spent.Should().Be(0.1m);
        (await budgets.ExchangeAsync(Say("one") with { Spent = 0.3m }, default)).Spent.Should().Be(0.3m);
        (await server.SendAsync("TTL", "llm:budget:team:2100010100")).Should().NotBe(":-1");

        // The server's own clock has gone on since.
        int.Parse((await server.SendAsync("TTL", Key))[1..], CultureInfo.InvariantCulture).Should().BeInRange(34_550_000, 34_560_000);
    }

    [ServerFact]
    public async Task Something_else_under_the_key_is_a_failure_with_a_type()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await server.SendAsync("SET", Key, "text");

        await ((Func<Task>)(() => new RedisBudgets(store).ExchangeAsync(Say("one"), default).AsTask())).Should().ThrowAsync<RedisServerException>();
    }

    [ServerFact]
    public async Task Numbers_that_are_none_count_as_nothing()
    {
        await using var server = await RedisServer.StartAsync();
        await using var store = PatientStore.At(server.Address);
        await server.SendAsync("HSET", Key, "before", "nan", "since", "-inf", "process:other", "torn", "process:one", "1 2 3");

        (await new RedisBudgets(store).ExchangeAsync(Say("one") with { Spent = 0.1m }, default)).Spent.Should().Be(0.1m);
    }

    [ServerFact]
    public async Task Budgets_of_any_name_are_found_in_a_cluster()
    {
        await using var cluster = await RedisCluster.StartAsync();
        await using var store = PatientStore.At(cluster.Address);
        var budgets = new RedisBudgets(store);
        foreach (var name in (string[])["{a}", "{b}", "gateway/acme", "a b", "ä:*", "}{"])
        {
            await budgets.ExchangeAsync(Say("one") with { Budget = name, Spent = 0.1m }, default);
            (await budgets.ExchangeAsync(Say("two") with { Budget = name }, default)).Spent.Should().Be(0.1m, name);
        }
    }

    private static BudgetClaim Sure(decimal usd) => new(usd, 0, usd);

    private static BudgetExchange Say(string process) => new() { Budget = "team", Usd = 1m, Process = process, Lease = TimeSpan.FromHours(1) };

    private static BudgetExchange Again(BudgetExchange exchange, decimal spent, decimal acknowledged, BudgetStanding told) =>
        exchange with { Spent = spent, Acknowledged = acknowledged, Known = told.Spent, Memory = told.Memory };
}
