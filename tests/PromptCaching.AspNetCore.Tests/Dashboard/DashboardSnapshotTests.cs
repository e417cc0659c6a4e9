using System.Text.Json;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore.Dashboard;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.RateLimiting;
using PromptCaching.Storage;

namespace PromptCaching.AspNetCore.Tests.Dashboard;

public sealed class DashboardSnapshotTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 21, 10, 30, 25, TimeSpan.Zero);

    [Fact]
    public void Before_the_first_call_nothing_is_known_and_nothing_is_made_up()
    {
        var snapshot = Inputs().ToSnapshot();

        snapshot.Money.Should().Be(new MoneyLine("0", "0", "0", "0", null, IsExact: true));
        snapshot.HitRates.PromptCache.Should().BeNull();
        snapshot.Latency.Hit.Median.Should().BeNull();
        snapshot.Regions.Should().BeEmpty("none was used");
    }

    [Fact]
    public void Money_is_exact_text()
    {
        var total = new UsageTotals { Cost = 1234.0000123400m, SavedByPromptCache = -0.00001m, SavedByResponseCache = 0.1m };
        var snapshot = (Inputs() with { Total = total }).ToSnapshot();

        snapshot.Money.Spent.Should().Be("1234.00001234");
        snapshot.Money.SavedByPromptCache.Should().Be("-0.00001");
        snapshot.Money.Saved.Should().Be("0.09999");
    }

    [Fact]
    public void Hit_rates_are_shares_of_prompt_tokens_and_of_answers()
    {
        var total = new UsageTotals
        {
            Attempts = 6, Failures = 1, Hits = 4, Joins = 1, Usage = new TokenUsage { Input = 10, CacheWrite5m = 15, CacheRead = 75, Output = 9 },
        };

        (Inputs() with { Total = total }).ToSnapshot().HitRates.Should().BeEquivalentTo(new { PromptCache = 0.75, ResponseCache = 0.5 });
    }

    [Fact]
    public void A_budget_counts_what_is_on_its_way()
    {
        var budget = new BudgetStatus("team", 10m, 4m, 1m, _now) { Refused = 7 };
        var line = (Inputs() with { Budgets = [budget] }).ToSnapshot().Budgets.Should().ContainSingle().Subject;

        line.Should().Be(new BudgetLine("team", "10", "4", "1", 0.5, _now, 7));
    }

    [Fact]
    public void Queues_of_one_name_are_added_up_and_the_tightest_limit_stands_for_them()
    {
        QuotaStatus[] pools =
        [
            new("Messages opus-5", 2, 1, new QuotaLimits(100, null, null), new QuotaLimits(90, null, null), TimeSpan.Zero),
            new("Messages opus-5", 1, 0, new QuotaLimits(50, null, null), new QuotaLimits(5, null, null), TimeSpan.FromSeconds(2.5)),
            new("CountTokens ", 0, 0, default, default, TimeSpan.Zero),
        ];

        (Inputs() with { Quota = pools }).ToSnapshot().Quota.Should().Equal(
            new QuotaLine("Messages opus-5", 3, 1, 3, new QuotaLevel(50, 5, 0.1), null, null),
            new QuotaLine("CountTokens", 0, 0, 0, null, null, null));
    }

    [Fact]
    public void Who_spends_most_comes_first_scopes_before_tags_and_nameless_ones_nowhere()
    {
        var scopes = new Dictionary<string, UsageTotals> { [""] = new() { Cost = 9m }, ["bob"] = new() { Cost = 1m }, ["eve"] = new() { Cost = 2m, Hits = 3 } };
        var tags = new Dictionary<string, UsageTotals> { ["chat"] = new() { Cost = 3m, Unpriced = 1 } };

        (Inputs() with { ByScope = scopes, ByTag = tags }).ToSnapshot().Spenders.Should().Equal(
            new SpendLine("scope", "eve", 3, "2", "0", true),
            new SpendLine("scope", "bob", 0, "1", "0", true),
            new SpendLine("tag", "chat", 0, "3", "0", false));
    }

    [Fact]
    public void Calls_that_failed_or_were_refused_are_counted_beside_the_attempts_of_the_ledger() =>
        (Inputs() with { Traffic = Traffic(_now) with { Failed = 4 } }).ToSnapshot().Calls.FailedCalls.Should().Be(4);

    [Fact]
    public void The_dearest_models_come_first()
    {
        var models = Enumerable.Range(0, 20).ToDictionary(static number => $"model {number}", static number => new UsageTotals { Cost = number });

        (Inputs() with { ByModel = models }).ToSnapshot().Models.Select(static model => model.Spent)
            .Should().Equal("19", "18", "17", "16", "15", "14", "13", "12");
    }

    [Fact]
    public void It_stays_the_same_while_nothing_happens_in_the_minute()
    {
        var first = Json(Inputs());
        var later = Json(Inputs() with { Traffic = Traffic(_now.AddSeconds(30)) });

        later.Should().Be(first);
        Json(Inputs() with { Traffic = Traffic(_now.AddSeconds(40)) }).Should().NotBe(first);
    }

    private static string Json(DashboardInputs inputs) => JsonSerializer.Serialize(inputs.ToSnapshot(), DashboardJson.Default.DashboardSnapshot);

    private static DashboardInputs Inputs() => new(
        "Claude",
        new UsageTotals(),
        new Dictionary<string, UsageTotals>(),
        [],
        [],
        Traffic(_now),
        [new CacheRegionStatistics { Region = "session", Refused = new Dictionary<string, long>(), Errors = new Dictionary<string, long>() }]);

    private static TrafficPicture Traffic(DateTimeOffset at)
    {
        var none = new LatencySummary(0, null, null, null, null);
        return new TrafficPicture(at, [], new LatencyStatistics(none, none, none), [], [], []);
    }
}
