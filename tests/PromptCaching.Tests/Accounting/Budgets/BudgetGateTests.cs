using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetGateTests
{
    private const decimal Answer = 0.1m;

    [Fact]
    public async Task A_spent_budget_refuses_and_says_when_it_begins_anew()
    {
        using var chain = Chain(new Budget { Name = "daily", Usd = 0.26m, Period = BudgetPeriod.Day });
        await SpendAsync(chain, calls: 2);

        var refused = (await ((Func<Task>)(() => chain.AskAsync(Question(3)))).Should().ThrowAsync<ClaudeRefusedException>()).Which;

        refused.Reason.Should().Be(RefusalReason.Budget);
        refused.RetryAfter.Should().Be(TimeSpan.FromDays(1));
        refused.Budget.Should().Be("daily");
        refused.Message.Should().Contain("daily").And.Contain("reckoned to cost").And.Contain("0.06 USD are left").And.Contain("0.2 USD are spent")
            .And.Contain("lower max_tokens or raise the budget, or wait until it begins anew");
        chain.Clock.Advance(TimeSpan.FromDays(1));
        (await chain.AskAsync(Question(3))).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_guess_before_the_first_calls_does_not_starve_a_small_budget()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 1m });
        foreach (var number in Enumerable.Range(1, 9))
        {
            (await chain.AskAsync(Question(number).Replace("15000", "5000000", StringComparison.Ordinal))).Status.Should().Be(200);
        }

        chain.Handler.Usage.Budgets[0].Should().BeEquivalentTo(new { Spent = 0.9m, Reserved = 0m, Refused = 0L });
    }

    [Fact]
    public async Task What_calls_without_a_tag_cost_is_known_of_those_with_one()
    {
        using var chain = Chain(new Budget { Name = "tagged", Usd = 0.05m, Tag = "chat" });
        await SpendAsync(chain, calls: 1);

        (await ((Func<Task>)(() => chain.AskAsync(Question(2), request => new ClaudeCall { Tags = ["chat"] }.Set(request))))
            .Should().ThrowAsync<ClaudeRefusedException>()).WithMessage("*0.05 USD are left*");
    }

    [Fact]
    public async Task A_budget_without_end_tells_nobody_to_wait()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 0m, Period = BudgetPeriod.Total });

        (await ((Func<Task>)(() => chain.AskAsync(Question(1)))).Should().ThrowAsync<ClaudeRefusedException>()).WithMessage("*it never begins anew.");
        chain.Loggers.Lines.Should().ContainSingle(static line => line.StartsWith("Warning: The budget b refuses") && line.EndsWith("It begins anew: never."));
    }

    [Fact]
    public async Task Refusals_are_counted_and_the_period_in_which_they_came_is_forgotten_with_them()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 0m, Period = BudgetPeriod.Hour });
        for (var call = 0; call < 3; call++)
        {
            await ((Func<Task>)(() => chain.AskAsync(Question(1)))).Should().ThrowAsync<ClaudeRefusedException>();
        }

        chain.Handler.Usage.Budgets[0].Refused.Should().Be(3);
        chain.Clock.Advance(TimeSpan.FromHours(1));
        chain.Handler.Usage.Budgets[0].Refused.Should().Be(0);
    }

    [Fact]
    public void Two_budgets_of_one_name_are_refused() => ((Action)(() => _ = new ChainUnderTest(
        options =>
        {
            options.Budgets.Add(new Budget { Name = "b", Usd = 1m });
            options.Budgets.Add(new Budget { Name = "b", Usd = 2m });
        },
        new ScriptedServer("{}")))).Should().Throw<ArgumentException>().WithMessage("*called b*");

    [Fact]
    public async Task Stored_answers_are_served_when_the_budget_is_spent()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 0.26m });
        await SpendAsync(chain, calls: 2);

        (await chain.AskAsync(Question(1))).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task A_budget_of_one_scope_leaves_the_others_alone()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 0m, Scope = "poor" });

        await ((Func<Task>)(() => chain.AskAsync(Question(1), request => new ClaudeCall { Scope = "poor" }.Set(request))))
            .Should().ThrowAsync<ClaudeRefusedException>();
        (await chain.AskAsync(Question(1), request => new ClaudeCall { Scope = "rich" }.Set(request))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Warnings_come_once_at_each_threshold_and_then_anew_in_the_next_period()
    {
        var warnings = new List<decimal>();
        using var chain = Chain(new Budget
        {
            Name = "b", Usd = 1m, Period = BudgetPeriod.Hour, WarnAt = [0.1, 0.3], OnWarning = status => warnings.Add(status.Spent),
        });

        await SpendAsync(chain, calls: 4);
        warnings.Should().Equal(0.1m, 0.3m);
        chain.Clock.Advance(TimeSpan.FromHours(1));
        await SpendAsync(chain, calls: 1, first: 10);

        warnings.Should().Equal(0.1m, 0.3m, 0.1m);
    }

    [Fact]
    public async Task A_warning_names_its_threshold_and_a_listener_that_throws_is_told_of_by_the_name_of_its_budget()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 0.2m, WarnAt = [0.5], OnWarning = static _ => throw new InvalidOperationException() });
        await SpendAsync(chain, calls: 1);

        chain.Loggers.Lines.Should().Contain(static line => line.StartsWith("Warning: Of the budget b") && line.Contains("has reached 0.5 of its amount"));
        chain.Loggers.Lines.Should().Contain("Error: OnWarning of the budget b threw; the call is not affected.");
    }

    [Fact]
    public async Task What_is_reserved_is_released_with_the_end_of_the_call()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 1m });
        await SpendAsync(chain, calls: 1);

        chain.Handler.Usage.Budgets.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Spent = Answer, Reserved = 0m });
    }

    [Fact]
    public async Task Of_an_attempt_of_which_nothing_is_known_what_was_reserved_is_spent()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 1m }, new Lost());
        await ((Func<Task>)(() => chain.AskAsync(Question(1)))).Should().ThrowAsync<HttpRequestException>();

        chain.Handler.Usage.Budgets[0].Should().BeEquivalentTo(new { Reserved = 0m });
        chain.Handler.Usage.Budgets[0].Spent.Should().BePositive();
    }

    [Fact]
    public async Task A_strict_budget_refuses_a_model_whose_price_nobody_knows()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 1m, IsStrict = true });

        (await ((Func<Task>)(() => chain.AskAsync(Question(1).Replace("claude-sonnet-5-5", "unheard-of", StringComparison.Ordinal))))
            .Should().ThrowAsync<ClaudeRefusedException>()).WithMessage("*AddModels*");
    }

    [Fact]
    public void An_estimate_tells_prompt_output_and_cost_and_nothing_of_an_unknown_model()
    {
        using var chain = Chain(new Budget { Name = "b", Usd = 1m });

        chain.Handler.Usage.Estimate(Question(1).Utf8()).Should().BeEquivalentTo(new { Model = "claude-sonnet-5-5", InputTokens = 25L, OutputTokens = 3750d });
        chain.Handler.Usage.Estimate("{}"u8.ToArray()).Should().BeNull();
        chain.Handler.Usage.Estimate(MessageRequest.From("Hello") with { Model = "claude-sonnet-5-5", MaxTokens = 1000 })!.OutputTokens.Should().Be(250);
    }

    /// <summary>Ten thousand tokens of Sonnet 5.5 are ten cents.</summary>
    private static ChainUnderTest Chain(Budget budget, HttpMessageHandler? server = null) => new(
        options => options.Budgets.Add(budget),
        server ?? new ScriptedServer("""
            {"type":"message","id":"msg_1","model":"claude-sonnet-5-5","stop_reason":"end_turn","content":[{"type":"text","text":"Yes."}],
             "usage":{"input_tokens":0,"output_tokens":10000}}
            """));

    private static string Question(int number) =>
        $$"""{"model":"claude-sonnet-5-5","max_tokens":15000,"messages":[{"role":"user","content":"Question {{number:00}}"}]}""";

    private static async Task SpendAsync(ChainUnderTest chain, int calls, int first = 1)
    {
        for (var call = 0; call < calls; call++)
        {
            await chain.AskAsync(Question(first + call));
        }
    }

    private sealed class Lost : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
    }
}
