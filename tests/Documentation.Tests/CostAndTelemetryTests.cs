using System.Text;
using System.Text.RegularExpressions;
using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace Documentation.Tests;

public sealed class CostAndTelemetryTests
{
    private static readonly Page _page = Page.Of("cost-and-telemetry");
    private static readonly MessageRequest _question = MessageRequest.From("Who approves travel?", Texts.Handbook);

    [Fact]
    public async Task The_first_write_costs_more_than_not_caching_and_a_hit_nothing()
    {
        using var printed = PrintedText.Begin();
        var books = new List<(string? Model, decimal? Cost)>();
        await using var emulation = Emulation.Of(services => CostAndTelemetryExamples.Observe(services, books));

        await CostAndTelemetryExamples.AskAsync(emulation.Claude, _question);
        await CostAndTelemetryExamples.AskAsync(emulation.Claude, _question);

        printed.ToString().Should().MatchRegex(
            "^0\\.[0-9]+ USD, -0\\.[0-9]+ saved, 1 attempts\n0 of [0-9]+ prompt tokens read\n0\\.000000 USD, 0\\.[0-9]+ saved, 0 attempts");
        books.Should().HaveCount(2).And.Contain(("claude-sonnet-5-5", 0m));
    }

    [Fact]
    public async Task The_ledger_sums_up_by_tag_and_writes_a_line_an_attempt()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();
        await emulation.Claude.CreateMessageAsync(_question, new ClaudeCall { Tags = ["search"] });
        await emulation.Claude.CreateMessageAsync(_question, new ClaudeCall { Tags = ["search"] });
        using var file = new MemoryStream();

        await CostAndTelemetryExamples.SumUpAsync(emulation.Usage, file);

        printed.ToString().Should().MatchRegex("1 attempts, 1 hits, exact: True\nsearch: 0\\.[0-9]+$");
        Encoding.UTF8.GetString(file.ToArray()).Trim().Split('\n').Should().HaveCount(3);
    }

    [Fact]
    public async Task A_budget_refuses_before_sending_and_serves_what_is_stored()
    {
        await using var emulation = Emulation.Of(static services =>
        {
            CostAndTelemetryExamples.SetBudgets(services);
            services.AddClaudeCaching().AddBudget(new Budget { Name = "tiny", Usd = 0.02m });
        });
        await emulation.Claude.CreateMessageAsync(_question);

        var refusal = await emulation.Claude.Awaiting(static claude => claude.CreateMessageAsync(MessageRequest.From("Another.", "x" + Texts.Handbook)))
            .Should().ThrowAsync<ClaudeRefusedException>();
        var stored = await emulation.Claude.CreateMessageAsync(_question);

        refusal.Which.Should().BeEquivalentTo(new { Reason = RefusalReason.Budget, Budget = "tiny" });
        refusal.Which.RetryAfter.Should().BePositive();
        stored.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
        emulation.Usage.Budgets.Should().HaveCount(4);
    }

    [Fact]
    public async Task The_configuration_is_bound_and_valid()
    {
        await using var provider = Configured.Claude(_page.Json(1));

        provider.GetRequiredService<IOptionsMonitor<TelemetryOptions>>().Get(ClaudeDefaults.ClientName).HitRateTarget.Should().Be(0.7);
    }

    [Fact]
    public async Task A_listener_hears_cost_and_savings()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();

        // A call that others may join belongs to none of them, so what it prints would not be this test's.
        var alone = new ClaudeCall { ResponseCache = ResponseCacheMode.Bypass };
        await CostAndTelemetryExamples.ListenAsync(() => emulation.Claude.CreateMessageAsync(_question, alone));

        printed.ToString().Should().MatchRegex("(?m)^promptcaching\\.cost 0\\.[0-9]+ USD$");
    }

    [Fact]
    public void The_metrics_that_the_page_names_are_those_of_the_note()
    {
        var note = Repository.Read("src/PromptCaching/Telemetry/README.md");
        var names = _page.Tables("metric").Single()
            .SelectMany(static cells => Regex.Matches(cells[0], "`([^`]+)`")).Select(static match => match.Groups[1].Value);

        names.Should().HaveCount(8).And.OnlyContain(name => note.Contains(name, StringComparison.Ordinal));
    }
}
