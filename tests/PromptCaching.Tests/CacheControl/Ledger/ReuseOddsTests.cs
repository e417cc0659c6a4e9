using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

public sealed class ReuseOddsTests
{
    [Fact]
    public void Three_questions_in_turn_make_the_odds_and_the_odds_answer_them()
    {
        var odds = ReuseOdds.OfSteps(0.5, 0.4, 0.2);

        odds.WithinFiveMinutes.Should().Be(0.5);
        odds.WithinOneHour.Should().BeApproximately(0.7, 1e-12);
        odds.Ever.Should().BeApproximately(0.76, 1e-12);
        odds.WithinOneHourIfNotFive.Should().BeApproximately(0.4, 1e-12);
        odds.LaterIfNotOneHour.Should().BeApproximately(0.2, 1e-12);
    }

    [Fact]
    public void Shares_are_of_those_who_come_back_at_all()
    {
        var odds = new ReuseOdds(0.2, 0.4, 0.8);

        odds.ShareWithinFiveMinutes.Should().BeApproximately(0.25, 1e-12);
        odds.ShareWithinOneHour.Should().BeApproximately(0.5, 1e-12);
    }

    [Fact]
    public void Who_never_comes_back_has_no_share_and_who_always_does_leaves_nothing_to_ask()
    {
        var (never, always) = (new ReuseOdds(0, 0, 0), new ReuseOdds(1, 1, 1));

        (never.ShareWithinFiveMinutes, never.ShareWithinOneHour).Should().Be((0, 0));
        (always.WithinOneHourIfNotFive, always.LaterIfNotOneHour).Should().Be((0, 0));
    }

    [Fact]
    public void A_longer_prefix_raises_what_is_lower_and_a_shorter_one_lowers_what_is_higher()
    {
        var (one, other) = (new ReuseOdds(0.1, 0.5, 0.6), new ReuseOdds(0.2, 0.4, 0.9));

        one.AtLeast(other).Should().Be(new ReuseOdds(0.2, 0.5, 0.9));
        one.AtMost(other).Should().Be(new ReuseOdds(0.1, 0.4, 0.6));
    }

    [Fact]
    public void A_prospect_is_compared_stage_by_stage_and_the_last_stage_stands_for_all_that_follow()
    {
        var (low, middle, high) = (new ReuseOdds(0.1, 0.1, 0.1), new ReuseOdds(0.5, 0.5, 0.5), new ReuseOdds(0.9, 0.9, 0.9));
        var own = new ReuseProspect(middle, [new(middle, 2), new(middle, 4), new(middle, 8)]);
        var other = new ReuseProspect(high, [new(low, 1), new(high, 3)]);

        var (least, most) = (own.AtLeast(other), own.AtMost(other));

        least.Next.Should().Be(high);
        least.Stages.Should().Equal(new ReuseStage(middle, 2), new ReuseStage(high, 4), new ReuseStage(high, 8));
        most.Next.Should().Be(middle);
        most.Stages.Should().Equal(new ReuseStage(low, 2), new ReuseStage(middle, 4), new ReuseStage(middle, 8));
    }

    [Fact]
    public void A_prospect_may_be_compared_with_one_of_more_stages()
    {
        var (low, high) = (new ReuseOdds(0.1, 0.1, 0.1), new ReuseOdds(0.9, 0.9, 0.9));

        new ReuseProspect(low, [new(low, 2)]).AtLeast(new ReuseProspect(low, [new(high, 1), new(low, 1)])).Stages.Should().Equal(new ReuseStage(high, 2));
    }
}
