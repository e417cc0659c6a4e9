using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>The closed form against the long way: what uses cost is summed up backwards from one so far away that it no longer matters.</summary>
public sealed class SegmentCostTests
{
    private const int FarAway = 3000;
    private const double MostCertain = 0.98;
    private static readonly ReuseOdds Never = new(0, 0, 0);

    [Fact]
    public void The_costs_are_those_of_the_best_choice_at_every_later_use()
    {
        var chance = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var prospect = new ReuseProspect(
                Odds(chance), [.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => new ReuseStage(Odds(chance), chance.Next(1, 9)))]);
            var (readRate, survival) = (chance.Next(2) == 0 ? 0.1 : 0.05, chance.NextDouble());

            var cost = SegmentCost.Of(prospect, readRate, survival);

            var expected = TheLongWay(prospect, readRate, survival);
            cost.Plain.Should().BeApproximately(expected.Plain, 1e-6);
            cost.FiveMinutes.Should().BeApproximately(expected.FiveMinutes, 1e-6);
            cost.OneHour.Should().BeApproximately(expected.OneHour, 1e-6);
        }
    }

    [Fact]
    public void What_never_returns_costs_its_first_use_and_nothing_else() =>
        SegmentCost.Of(new ReuseProspect(Never, [new ReuseStage(Never, 1)]), 0.1, 1).Should().Be(new SegmentCost(1, 1.25, 2));

    [Theory]
    [InlineData(0.27, false)]
    [InlineData(0.29, true)]
    public void A_write_for_five_minutes_pays_from_about_28_percent_on(double odds, bool pays)
    {
        var once = new ReuseProspect(new ReuseOdds(odds, odds, odds), [new ReuseStage(Never, 1)]);

        var cost = SegmentCost.Of(once, 0.1, 1);

        (cost.FiveMinutes < cost.Plain).Should().Be(pays);
    }

    [Fact]
    public void An_hour_on_top_of_tokens_that_do_not_last_is_wasted()
    {
        var odds = new ReuseOdds(0.3, 0.95, 0.95);
        var prospect = new ReuseProspect(odds, [new ReuseStage(odds, 1)]);

        var (lasting, lost) = (SegmentCost.Of(prospect, 0.1, survival: 1), SegmentCost.Of(prospect, 0.1, survival: 0));

        lasting.OneHour.Should().BeLessThan(lasting.FiveMinutes);
        lost.OneHour.Should().BeGreaterThan(lost.FiveMinutes);
    }

    [Fact]
    public void What_another_call_writes_already_is_left_plain()
    {
        var odds = new ReuseOdds(0.9, 0.9, 0.9);

        var cost = SegmentCost.Of(new ReuseProspect(odds, [new ReuseStage(odds, 1)]), 0.1, 1).WrittenByAnother();

        cost.Plain.Should().BeApproximately(cost.FiveMinutes - 0.25, 1e-12);
    }

    private static SegmentCost TheLongWay(ReuseProspect prospect, double readRate, double survival)
    {
        ReuseOdds[] uses = [.. prospect.Stages.SkipLast(1).SelectMany(stage => Enumerable.Repeat(stage.Odds, stage.Uses)), .. Enumerable.Repeat(prospect.Stages[^1].Odds, FarAway)];
        var (cold, warm, hot) = (0.0, 0.0, 0.0);
        foreach (var odds in uses.Reverse())
        {
            var choices = Choices(odds);
            (cold, warm, hot) = (
                Math.Min(choices.Plain, Math.Min(choices.FiveMinutes, choices.OneHour)), choices.FiveMinutes - 1.25 + readRate, choices.OneHour - 2 + readRate);
        }

        return Choices(prospect.Next);

        SegmentCost Choices(ReuseOdds odds)
        {
            var ever = Math.Min(odds.Ever, MostCertain);
            var five = Math.Min(odds.WithinFiveMinutes, ever);
            var hour = five + ((Math.Min(odds.WithinOneHour, ever) - five) * survival);
            return new SegmentCost(
                1 + (ever * cold), 1.25 + (five * warm) + ((ever - five) * cold), 2 + (hour * hot) + ((ever - hour) * cold));
        }
    }

    private static ReuseOdds Odds(Random chance)
    {
        double[] odds = [chance.NextDouble(), chance.NextDouble(), chance.NextDouble()];
        Array.Sort(odds);
        return new ReuseOdds(odds[0], odds[1], odds[2]);
    }
}
