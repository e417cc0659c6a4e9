using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.DependencyInjection.Configuration;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetRegistrationTests
{
    [Fact]
    public void The_ledger_of_the_unnamed_client_is_injected_and_each_client_has_its_own_with_its_budgets()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new EnvironmentFallbacks(static _ => null));
        services.AddClaudeCaching(options => options.ApiKey = "test-key").AddBudget(new Budget { Name = "all", Usd = 5m });
        services.AddClaudeCaching("eu", options => options.ApiKey = "test-key");
        using var provider = services.BuildServiceProvider(validateScopes: true);

        var usage = provider.GetRequiredService<IClaudeUsage>();

        usage.Should().BeSameAs(provider.GetRequiredKeyedService<IClaudeUsage>(ClaudeDefaults.ClientName));
        usage.Budgets.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Name = "all", Usd = 5m, Spent = 0m });
        provider.GetRequiredKeyedService<IClaudeUsage>("eu").Budgets.Should().BeEmpty();
    }
}
