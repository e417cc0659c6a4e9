using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetRulesTests
{
    [Theory]
    [InlineData(BudgetPeriod.Hour, "2026-12-31T23:30:00Z", "2027-01-01T00:00:00Z")]
    [InlineData(BudgetPeriod.Hour, "2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z")]
    [InlineData(BudgetPeriod.Day, "2026-11-20T12:00:00Z", "2026-11-21T00:00:00Z")]
    [InlineData(BudgetPeriod.Day, "2026-11-20T23:30:00-02:00", "2026-11-22T00:00:00Z")]
    [InlineData(BudgetPeriod.Month, "2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z")]
    [InlineData(BudgetPeriod.Month, "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z")]
    [InlineData(BudgetPeriod.Total, "2026-11-20T12:00:00Z", null)]
    public void A_period_ends_in_utc(BudgetPeriod period, string now, string? end) =>
        BudgetRules.EndOf(period, At(now)).Should().Be(end is null ? null : At(end));

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("team", null, true)]
    [InlineData("team", "chat", true)]
    [InlineData(null, "chat", true)]
    [InlineData("other", null, false)]
    [InlineData("team", "other", false)]
    public void A_budget_holds_for_its_scope_and_its_tag(string? scope, string? tag, bool holds) =>
        BudgetRules.HoldsFor(Of(1m) with { Scope = scope, Tag = tag }, "team", ["beta", "chat"]).Should().Be(holds);

    [Theory]
    [InlineData("gateway/acme", true)]
    [InlineData("gateway/acme/theirs", true)]
    [InlineData("gateway/acme2", false)]
    [InlineData("gateway", false)]
    [InlineData(null, false)]
    public void A_budget_of_a_scope_holds_for_all_below_it(string? scope, bool holds) =>
        BudgetRules.HoldsFor(Of(1m) with { Scope = "gateway/acme" }, scope, []).Should().Be(holds);

    [Theory]
    [InlineData(0.5, 0.5, true)]
    [InlineData(0.5, 0.51, false)]
    [InlineData(1, 0.01, false)]
    public void There_is_room_up_to_the_amount(double spent, double expected, bool fits) =>
        BudgetRules.Fits(Of(1m), (decimal)spent, default, new BudgetClaim((decimal)expected, 0, (decimal)expected)).Should().Be(fits);

    [Fact]
    public void What_calls_may_miss_their_estimates_by_is_kept_free_but_never_more_than_the_worst()
    {
        new BudgetClaim(0.1m, 0.01, 1m).Held.Should().Be(0.4m);
        new BudgetClaim(0.1m, 0.01, 0.2m).Held.Should().Be(0.2m);
    }

    [Fact]
    public void Strict_means_the_worst()
    {
        var claim = new BudgetClaim(0.1m, 0, 0.9m);

        BudgetRules.Fits(Of(1m), 0.2m, default, claim).Should().BeTrue();
        BudgetRules.Fits(Of(1m) with { IsStrict = true }, 0.2m, default, claim).Should().BeFalse();
    }

    [Fact]
    public void A_nameless_or_negative_budget_is_none()
    {
        ((Action)(() => Of(-1m))).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("Usd");
        ((Action)(() => _ = new Budget { Name = " ", Usd = 1m })).Should().Throw<ArgumentException>().WithParameterName("Name");
        ((Action)(() => _ = Of(1m) with { Scope = "" })).Should().Throw<ArgumentException>().WithMessage("Scope is blank*");
        ((Action)(() => _ = Of(1m) with { Tag = " " })).Should().Throw<ArgumentException>().WithMessage("Tag is blank*");
    }

    [Fact]
    public void A_threshold_in_percent_is_refused_with_the_part_to_write()
    {
        ((Action)(() => _ = Of(1m) with { WarnAt = [0.5, 80] })).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("80 is not between 0 and 1; write 0.8.*");
        ((Action)(() => _ = Of(1m) with { WarnAt = [-1] })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("-1 is not between 0 and 1.*");
    }

    [Theory]
    [InlineData(0, 5, 0.3)]
    [InlineData(0.4, 5, 0.3)]
    [InlineData(0, 0.1, 0.1)]
    public void A_guess_that_is_too_large_does_not_starve_a_budget_that_nobody_else_uses_now(double seen, double left, double expected) =>
        BudgetRules.ForOneAlone(new BudgetClaim(0.3m, 4, 9m), (decimal)Math.Min(seen, left), (decimal)left).Held.Should().Be((decimal)expected);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.4, 0.3)]
    public void A_guess_stays_whole_where_nothing_is_left_or_such_calls_cost_more(double seen, double left) =>
        BudgetRules.ForOneAlone(new BudgetClaim(0.3m, 4, 9m), (decimal)seen, (decimal)left).Held.Should().Be(6.3m);

    private static Budget Of(decimal usd) => new() { Name = "b", Usd = usd };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
