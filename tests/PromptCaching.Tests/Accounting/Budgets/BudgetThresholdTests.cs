using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetThresholdTests
{
    private static readonly Budget _budget = new() { Name = "b", Usd = 10m, WarnAt = [0.9, 0.5] };

    [Theory]
    [InlineData(4.99, 0, 0)]
    [InlineData(5, 1, 0.5)]
    [InlineData(8.99, 1, 0.5)]
    [InlineData(9, 2, 0.9)]
    [InlineData(20, 2, 0.9)]
    public void A_threshold_is_reached_with_its_part_of_the_amount(double spent, int reached, double highest)
    {
        BudgetRules.ThresholdsReached(_budget, (decimal)spent).Should().Be(reached);
        BudgetRules.HighestThreshold(_budget, (decimal)spent).Should().Be(highest);
    }

    [Fact]
    public void Who_wants_no_warning_reaches_no_threshold()
    {
        var quiet = _budget with { WarnAt = [] };
        (BudgetRules.ThresholdsReached(quiet, 10m), BudgetRules.HighestThreshold(quiet, 10m)).Should().Be((0, 0d));
    }

    [Fact]
    public void Two_names_that_differ_in_case_are_two() =>
        BudgetRules.NameOfTwo([_budget, _budget with { Name = "B" }]).Should().BeNull();

    [Fact]
    public void The_name_of_two_is_found() =>
        BudgetRules.NameOfTwo([_budget with { Name = "a" }, _budget, _budget with { Name = "c" }, _budget]).Should().Be("b");

    [Fact]
    public void A_tag_is_compared_letter_by_letter() =>
        BudgetRules.HoldsFor(_budget with { Tag = "chat" }, null, ["Chat"]).Should().BeFalse();

    [Fact]
    public void A_claim_that_just_fits_stays_as_it_was_and_one_that_does_not_is_cut_to_whole_billionths()
    {
        var claim = new BudgetClaim(0.5m, 0.25, 9m);
        BudgetRules.ForOneAlone(claim, 0m, 2m).Should().Be(claim);
        BudgetRules.ForOneAlone(claim, 0m, 1.9999999999m).Should().Be(new BudgetClaim(0.5m, 0, 9m));
        BudgetRules.ForOneAlone(claim, 0m, 0.1234567899m).Should().Be(new BudgetClaim(0.123456789m, 0, 9m));
        BudgetRules.ForOneAlone(claim, 0.5m, 0.5m).Should().Be(new BudgetClaim(0.5m, 0, 9m), "what was seen just fits");
        BudgetRules.ForOneAlone(claim, 0.6m, 0.5m).Should().Be(claim);
        BudgetRules.ForOneAlone(claim, 0m, 0m).Should().Be(claim);
        BudgetRules.ForOneAlone(claim, 0m, -1m).Should().Be(claim);
    }

    [Fact]
    public void What_is_held_is_the_worst_only_where_the_budget_is_strict()
    {
        var claim = new BudgetClaim(0.5m, 0, 9m);
        BudgetRules.Held(_budget, claim).Should().Be(0.5m);
        BudgetRules.Held(_budget with { IsStrict = true }, claim).Should().Be(9m);
    }

    [Fact]
    public void What_is_on_the_way_counts_beside_what_is_spent()
    {
        var (half, rest) = (new BudgetClaim(5m, 0, 5m), new BudgetClaim(2m, 0, 2m));
        BudgetRules.Fits(_budget, 3m, half, rest).Should().BeTrue();
        BudgetRules.Fits(_budget, 3.01m, half, rest).Should().BeFalse();
    }
}
