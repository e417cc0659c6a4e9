using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetClaimTests
{
    private static readonly BudgetClaim _one = new(0.5m, 0.25, 3m);
    private static readonly BudgetClaim _other = new(0.125m, 0.0625, 1m);

    [Fact]
    public void Calls_put_together_add_up()
    {
        (_one + _other).Should().Be(new BudgetClaim(0.625m, 0.3125, 4m));
        BudgetClaim.Add(_one, _other).Should().Be(_one + _other);
    }

    [Fact]
    public void Calls_taken_away_leave_the_rest()
    {
        (_one - _other).Should().Be(new BudgetClaim(0.375m, 0.1875, 2m));
        BudgetClaim.Subtract(_one, _other).Should().Be(_one - _other);
    }

    [Fact]
    public void Three_deviations_are_kept_free() => (BudgetClaim.Deviations, _one.Held).Should().Be((3, 2m));

    [Fact]
    public void A_variance_that_rounding_has_made_negative_is_none() => new BudgetClaim(0.5m, -1e-18, 3m).Held.Should().Be(0.5m);

    [Fact]
    public void Errors_of_many_even_out() => (_one + _one + _one + _one).Held.Should().Be(5m);
}
