using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class BudgetTests
{
    [Fact]
    public void A_budget_begins_anew_each_month_holds_for_all_calls_and_warns_at_four_fifths() =>
        Of().Should().BeEquivalentTo(new
        {
            Name = "b",
            Usd = 1m,
            Period = BudgetPeriod.Month,
            Scope = (string?)null,
            Tag = (string?)null,
            IsStrict = false,
            WarnAt = new[] { 0.8 },
            OnWarning = (Action<BudgetStatus>?)null,
        });

    [Fact]
    public void An_amount_of_nothing_is_a_budget() => (Of() with { Usd = 0m }).Usd.Should().Be(0m);

    [Fact]
    public void A_scope_and_a_tag_are_kept_as_they_are_named()
    {
        var budget = Of() with { Scope = "team/a", Tag = " chat " };
        (budget.Scope, budget.Tag).Should().Be(("team/a", " chat "));
        budget = budget with { Scope = null, Tag = null };
        (budget.Scope, budget.Tag).Should().Be((null, null));
    }

    [Fact]
    public void A_blank_scope_or_tag_says_what_to_do_instead()
    {
        ((Action)(() => _ = Of() with { Scope = "  " })).Should().Throw<ArgumentException>().WithParameterName("Scope")
            .WithMessage("Scope is blank; name one, or leave it out.*");
        ((Action)(() => _ = Of() with { Tag = "" })).Should().Throw<ArgumentException>().WithParameterName("Tag")
            .WithMessage("Tag is blank; name one, or leave it out.*");
    }

    [Fact]
    public void A_name_that_is_empty_or_null_is_none()
    {
        ((Action)(() => _ = Of() with { Name = "" })).Should().Throw<ArgumentException>().WithParameterName("Name");
        ((Action)(() => _ = Of() with { Name = null! })).Should().Throw<ArgumentNullException>().WithParameterName("Name");
    }

    [Fact]
    public void Warnings_may_be_at_nothing_at_all_of_it_anywhere_between_or_nowhere()
    {
        (Of() with { WarnAt = [0, 0.25, 1] }).WarnAt.Should().Equal(0, 0.25, 1);
        (Of() with { WarnAt = [] }).WarnAt.Should().BeEmpty();
        ((Action)(() => _ = Of() with { WarnAt = null! })).Should().Throw<ArgumentNullException>().WithParameterName("WarnAt");
    }

    [Theory]
    [InlineData(1.5, "1.5 is not between 0 and 1; write 0.015.")]
    [InlineData(100, "100 is not between 0 and 1; write 1.")]
    [InlineData(100.5, "100.5 is not between 0 and 1.")]
    [InlineData(-0.1, "-0.1 is not between 0 and 1.")]
    [InlineData(double.NaN, "NaN is not between 0 and 1.")]
    public void The_first_part_that_is_none_is_named_and_a_percentage_corrected(double part, string words) =>
        ((Action)(() => _ = Of() with { WarnAt = [0.5, part, 99] })).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("WarnAt").Which.Message.Should().StartWith(words + " (");

    private static Budget Of() => new() { Name = "b", Usd = 1m };
}
