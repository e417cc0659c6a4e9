using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Tests.Support;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Clients;

public sealed class BudgetTests
{
    private const string Scope = "x-promptcaching-scope";

    [Fact]
    public async Task A_client_without_money_is_told_so_in_the_form_of_the_api_and_when_there_is_some_again()
    {
        await using var gateway = await StartAsync(Poor);
        using var answer = await gateway.SendAsync(Question());

        answer.StatusCode.Should().Be(HttpStatusCode.PaymentRequired);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromDays(1));
        answer.Headers.GetValues("x-should-retry").Should().Equal("false");
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("error");
        error.GetProperty("type").GetString().Should().Be("billing_error");
        error.GetProperty("message").GetString().Should().Be(
            "The budget of this client is spent, or as good as: it has no room for this call. It begins anew in 1 d 0 h 0 min.",
            "amounts and names are the operator's");
        gateway.Logs.Lines.Should().Contain(static line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("gateway/acme"));
        gateway.Upstream.Begun.Should().Be(0);
    }

    [Fact]
    public async Task A_budget_without_end_names_no_time_to_come_back()
    {
        await using var gateway = await StartAsync(static options =>
        {
            Poor(options);
            options.Clients["acme"].BudgetPeriod = BudgetPeriod.Total;
        });
        using var answer = await gateway.SendAsync(Question());

        (answer.StatusCode, answer.Headers.RetryAfter).Should().Be((HttpStatusCode.PaymentRequired, null));
    }

    [Fact]
    public async Task Other_clients_have_budgets_of_their_own()
    {
        await using var gateway = await StartAsync(static options =>
        {
            Poor(options);
            options.Clients["rich"] = new ClaudeGatewayClient { Token = "token-of-rich", BudgetUsd = 1m };
            options.Clients["free"] = new ClaudeGatewayClient { Token = "token-of-free" };
        });

        (await gateway.ClientWith("token-of-rich").SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);
        (await gateway.ClientWith("token-of-free").SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);
        (await gateway.SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.PaymentRequired);
        var budgets = gateway.Services.GetRequiredService<IClaudeUsage>().Budgets.ToDictionary(static budget => budget.Name);
        budgets["gateway/rich"].Spent.Should().BePositive();
        budgets["gateway/acme"].Spent.Should().Be(0m);
        budgets.Should().HaveCount(2);
    }

    [Fact]
    public async Task No_scope_that_a_caller_names_leads_out_of_its_budget()
    {
        await using var gateway = await StartAsync(static options =>
        {
            Poor(options);
            options.AllowedOwnHeaders.Add(Scope);
        });

        (await gateway.SendAsync(Question(headers: (Scope, "elsewhere")))).StatusCode.Should().Be(HttpStatusCode.PaymentRequired);
    }

    [Fact]
    public async Task A_stored_answer_is_given_to_who_has_spent_everything()
    {
        await using var gateway = await StartAsync(static options =>
            (options.Clients["acme"].BudgetUsd, options.Clients["acme"].IsBudgetStrict) = (0.01m, true));
        var asked = 0;
        while ((await AskAsync(gateway, $"Question {asked}")) == HttpStatusCode.OK)
        {
            asked++;
        }

        asked.Should().BePositive();
        (await AskAsync(gateway, $"Question {asked}")).Should().Be(HttpStatusCode.PaymentRequired);
        (await AskAsync(gateway, "Question 0")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public void Budgets_come_from_the_configuration()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ClaudeGateway:Clients:acme:Token"] = Token,
            ["ClaudeGateway:Clients:acme:BudgetUsd"] = "12.5",
            ["ClaudeGateway:Clients:acme:BudgetPeriod"] = "Hour",
        }).Build());
        services.AddLogging();
        services.AddClaudeCaching(static client => client.ApiKey = Key).AddBudget(new Budget { Name = "all", Usd = 100m }).AddGateway();
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IClaudeUsage>().Budgets.Select(static budget => (budget.Name, budget.Usd))
            .Should().Equal(("all", 100m), ("gateway/acme", 12.5m));
    }

    private static void Poor(ClaudeGatewayOptions options) => (options.Clients["acme"].BudgetUsd, options.Clients["acme"].BudgetPeriod) = (0m, BudgetPeriod.Day);

    private static async Task<HttpStatusCode> AskAsync(GatewayUnderTest gateway, string question)
    {
        using var answer = await gateway.SendAsync(Question(question));
        await answer.Content.ReadAsStringAsync();
        return answer.StatusCode;
    }
}
