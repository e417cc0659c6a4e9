using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>How likely the next use is by a time: in even steps up to five minutes, then by the pauses seen, else the later the less.</summary>
public sealed class PauseOddsTests
{
    private static readonly ReuseOdds Odds = new(0.3, 0.6, 0.8);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2.5, 0.15)]
    [InlineData(5, 0.3)]
    [InlineData(10, 0.3836829)]
    [InlineData(60, 0.6)]
    [InlineData(120, 0.6436209)]
    [InlineData(1440, 0.8)]
    [InlineData(3000, 0.8)]
    public void Without_a_pause_seen_the_odds_are_spread(double minutes, double within)
    {
        Within(minutes, Odds).Should().BeApproximately(within, 1e-6);
        new PauseOdds(Odds, []).Beyond(TimeSpan.FromMinutes(minutes)).Should().BeApproximately(1 - within, 1e-6);
    }

    [Theory]
    [InlineData(9.9, 0.3 + (0.3 * 0.5 * 0.2748985 / 3.5))]
    [InlineData(10, 0.3 + (0.3 * (2 + (0.5 * 0.2789430)) / 3.5))]
    [InlineData(20, 0.3 + (0.3 * (3 + (0.5 * 0.5578859)) / 3.5))]
    public void Pauses_that_were_seen_say_more(double minutes, double within) =>
        Within(minutes, Odds, 10, 10, 20).Should().BeApproximately(within, 1e-6);

    [Fact]
    public void Each_pause_counts_between_its_own_limits()
    {
        Within(10, Odds, 5, 70).Should().BeApproximately(0.3836829, 1e-6, "neither is above five minutes and within the hour");
        Within(60, Odds, 60).Should().BeApproximately(0.6, 1e-9);
        Within(59, Odds, 60).Should().BeLessThan(0.45, "it was not back by then");
        Within(100, Odds, 90).Should().BeGreaterThan(0.73);
    }

    [Fact]
    public void Nothing_is_surer_than_nine_in_ten() => Within(3000, new ReuseOdds(0.95, 0.97, 0.99)).Should().BeApproximately(0.9, 1e-9);

    [Theory]
    [InlineData(1, 10_000, 449.0)]
    [InlineData(1, 5_000, 0)]
    [InlineData(0, 10_000, 0)]
    public void A_refresh_is_worth_what_it_saves_less_what_it_costs_if_it_is_still_waited_for(int refreshes, double gain, double worth)
    {
        var odds = new PauseOdds(new ReuseOdds(0.2, 0.6, 0.65), []);
        var stake = new RefreshStake(10_000, gain, 0.1, EntryLifetime.FiveMinutes);

        RefreshWorth.Of(odds, stake, TimeSpan.FromMinutes(4.5), TimeSpan.FromMinutes(0.5), refreshes).Should().BeApproximately(worth, 0.1);
    }

    [Fact]
    public void What_is_written_for_an_hour_costs_twice_and_for_five_minutes_a_quarter_more()
    {
        RefreshWorth.WriteRate(EntryLifetime.OneHour).Should().Be(2);
        RefreshWorth.WriteRate(EntryLifetime.FiveMinutes).Should().Be(1.25);
    }

    private static double Within(double minutes, ReuseOdds odds, params double[] pauses) =>
        new PauseOdds(odds, [.. pauses.Select(TimeSpan.FromMinutes)]).Within(TimeSpan.FromMinutes(minutes));
}
