using System.Globalization;
using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetWordsTests
{
    private static readonly Budget _budget = new() { Name = "month", Usd = 1m };
    private static readonly BudgetStatus _status = new("month", 1m, 0.5m, 0.25m, new DateTimeOffset(2026, 12, 1, 1, 5, 0, TimeSpan.FromHours(1)));
    private static readonly CallEstimate _estimate = new() { Model = "m", ExpectedCost = 0.3m, HighestCost = 2m, Variance = 0.01 };

    [Fact]
    public void A_refusal_says_what_was_reckoned_what_is_left_and_what_to_do() =>
        BudgetWords.WhyRefused(_budget, _status, _estimate).Should().Be(
            "The budget month of 1 USD has no room for the call, which is reckoned to cost 0.3 USD (0.6 USD with what such calls may differ by): "
            + "0.25 USD are left; 0.5 USD are spent, 0.25 USD reserved by calls on their way. "
            + "Nothing was sent; lower max_tokens or raise the budget, or wait until it begins anew (2026-12-01 00:05 UTC).");

    [Fact]
    public void A_strict_budget_reckons_with_the_most_that_a_call_may_cost() =>
        BudgetWords.WhyRefused(_budget with { IsStrict = true }, _status, _estimate).Should()
            .Contain("has no room for the call, which is reckoned to cost 2 USD at most: 0.25 USD are left");

    [Fact]
    public void A_strict_budget_that_knows_no_price_says_how_to_add_it() =>
        BudgetWords.WhyRefused(_budget with { IsStrict = true }, _status, null).Should()
            .Be("The budget month is strict and the price of the model is not known; add it with AddModels.");

    [Fact]
    public void A_call_whose_price_nobody_knows_is_told_so() =>
        BudgetWords.WhyRefused(_budget, _status, null).Should().Contain("has no room for the call, of a model without known prices: 0.25 USD are left");

    [Fact]
    public void A_budget_that_is_overspent_has_nothing_left() =>
        BudgetWords.WhyRefused(_budget, _status with { Spent = 1.5m }, _estimate).Should().Contain(": 0 USD are left; 1.5 USD are spent,");

    [Fact]
    public void A_budget_without_end_never_begins_anew()
    {
        var total = _status with { Ends = null };
        BudgetWords.WhyRefused(_budget, total, _estimate).Should().EndWith("lower max_tokens or raise the budget; it never begins anew.");
        BudgetWords.Ends(total).Should().Be("never");
    }

    [Fact]
    public void Amounts_and_times_read_the_same_wherever_the_host_runs()
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," }, DateTimeFormat = { TimeSeparator = "." } };
            BudgetWords.Ends(_status).Should().Be("2026-12-01 00:05 UTC");
            BudgetWords.WhyRefused(_budget, _status with { Spent = 0.1234567m }, _estimate).Should().Contain("0.123457 USD are spent");
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }
}
