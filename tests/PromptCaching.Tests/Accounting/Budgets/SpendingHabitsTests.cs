using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class SpendingHabitsTests
{
    [Fact]
    public void Before_the_first_call_a_quarter_of_the_tokens_the_plain_price_and_a_quarter_of_the_worst_are_guessed()
    {
        var none = SpendingHabits.None;
        none.OutputOf(1000).Should().Be(250);
        none.ShareOfInput.Should().Be(1);
        none.VarianceOf(8m).Should().Be(4);
        (none.SeenOutput, none.SeenShareOfInput).Should().Be((0d, 0d));
    }

    [Fact]
    public void The_guess_weighs_as_much_as_four_calls()
    {
        var seen = SpendingHabits.None.With(output: 750, inputShare: 0.5, error: 3);
        seen.OutputOf(1000).Should().Be((4 * 250 + 750) / 5d);
        seen.ShareOfInput.Should().Be(4.5 / 5);
        seen.VarianceOf(8m).Should().Be((4 * 4 + 9) / 5d);
        (seen.SeenOutput, seen.SeenShareOfInput).Should().Be((750d, 0.5));
    }

    [Fact]
    public void What_was_seen_is_an_average_over_all_calls()
    {
        var seen = SpendingHabits.None.With(100, 0.25, -1).With(300, 0.75, 2).With(200, 0.5, 0);
        (seen.SeenOutput, seen.SeenShareOfInput).Should().Be((200d, 0.5));
        seen.OutputOf(1000).Should().Be(1600 / 7d);
        seen.ShareOfInput.Should().Be(5.5 / 7);
        seen.VarianceOf(0m).Should().Be(5 / 7d);
    }

    [Fact]
    public void No_more_is_expected_than_the_call_may_have() =>
        Enumerable.Repeat(5000L, 20).Aggregate(SpendingHabits.None, static (seen, output) => seen.With(output, 1, 0)).OutputOf(100).Should().Be(100);

    [Fact]
    public void An_observation_changes_nothing_that_was_there()
    {
        var before = SpendingHabits.None.With(100, 0.5, 1);
        before.With(900, 0.1, 5);
        (before.SeenOutput, before.SeenShareOfInput).Should().Be((100d, 0.5));
        SpendingHabits.None.SeenOutput.Should().Be(0);
    }
}
