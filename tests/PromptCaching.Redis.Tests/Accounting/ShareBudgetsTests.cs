using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Testing;
using Xunit.Abstractions;

namespace PromptCaching.Redis.Tests.Accounting;

/// <summary>Four containers as four processes with one budget.</summary>
[Needs(NeedsAttribute.Redis)]
public sealed class ShareBudgetsTests(ITestOutputHelper output)
{
    private const decimal Dollar = 1m;

    [ServerFact]
    public async Task A_fleet_overspends_a_budget_by_a_twentieth_at_most_and_uses_nearly_all_of_it()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = new BudgetFleet(4, server.Address, new Budget { Name = "dollar", Usd = Dollar }, new ManualTimeProvider());

        await fleet.SpendAllAsync(callers: 100);
        output.WriteLine($"{fleet.Attempts} calls, {fleet.Cost} USD");

        fleet.Cost.Should().BeLessThanOrEqualTo(Dollar * 1.05m).And.BeGreaterThan(Dollar * 0.8m);
        await fleet.AgreesAsync();
    }

    [ServerFact]
    public async Task A_fleet_never_overspends_a_strict_budget()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = new BudgetFleet(4, server.Address, new Budget { Name = "dollar", Usd = Dollar, IsStrict = true }, new ManualTimeProvider());

        await fleet.SpendAllAsync(callers: 100);
        output.WriteLine($"{fleet.Attempts} calls, {fleet.Cost} USD");

        fleet.Cost.Should().BeLessThanOrEqualTo(Dollar).And.BeGreaterThan(Dollar * 0.8m);
        await fleet.AgreesAsync();
    }

    [ServerFact]
    public async Task What_was_spent_while_the_server_was_away_is_told_when_it_is_back()
    {
        await using var server = await RedisServer.StartAsync();
        await using var fleet = new BudgetFleet(2, server.Address, new Budget { Name = "dollar", Usd = Dollar }, TimeProvider.System);
        fleet.AnswerAtOnce();
        await fleet.AskAsync(process: 0);
        await fleet.AgreesAsync();
        server.Kill();
        await fleet.AskAsync(process: 0);
        await fleet.AskAsync(process: 1);
        fleet.Attempts.Should().Be(3);

        await server.RestartAsync();

        await fleet.AgreesAsync();
        fleet.Logs.Count(static line => line.Contains("cannot be asked", StringComparison.Ordinal)).Should().Be(2, "each process says it once");
        fleet.Logs.Count(static line => line.Contains("is shared again", StringComparison.Ordinal)).Should().Be(2);
    }

    [ServerFact]
    public async Task A_process_that_ends_leaves_what_it_has_spent()
    {
        await using var server = await RedisServer.StartAsync();
        var budget = new Budget { Name = "dollar", Usd = Dollar };
        decimal cost;
        await using (var first = new BudgetFleet(1, server.Address, budget, new ManualTimeProvider()))
        {
            first.AnswerAtOnce();
            await first.AskAsync(process: 0);
            cost = first.Cost;
        }

        await using var second = new BudgetFleet(1, server.Address, budget, new ManualTimeProvider());

        (await second.ReadAsync(process: 0)).Should().BeEquivalentTo(new { Spent = cost, Reserved = 0m });
    }

    [Fact]
    public void Without_a_store_on_Redis_it_says_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddClaudeCaching(static options => options.ApiKey = "key").ShareBudgets();
        using var provider = services.BuildServiceProvider();

        ((Action)(() => provider.GetRequiredKeyedService<ISharedBudgets>(ClaudeDefaults.ClientName)))
            .Should().Throw<InvalidOperationException>().WithMessage("*UseRedis*ShareBudgets*");
    }
}
