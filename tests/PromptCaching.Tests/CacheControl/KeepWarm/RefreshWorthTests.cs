using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>A refresh must be expected to save more than it costs, alone or with those after it.</summary>
public sealed class RefreshWorthTests
{
    private const double ReadRate = 0.1;
    private static readonly ReuseOdds _oftenWithinTheHour = new(0.2, 0.95, 0.97);
    private static readonly ReuseOdds _sometimesWithinTheHour = new(0.2, 0.6, 0.65);
    private static readonly ReuseOdds _atOnceOrNever = new(0.9, 0.9, 0.9);

    [Theory]
    [InlineData(8, true)]
    [InlineData(14, true)]
    [InlineData(50, false)]
    public void Pauses_that_end_soon_after_the_entry_pay(int minutes, bool pays) =>
        (Worth(_sometimesWithinTheHour, [minutes, minutes, minutes, minutes]) > 0).Should().Be(pays);

    [Fact]
    public void Who_comes_at_once_or_never_is_not_waited_for() => Worth(_atOnceOrNever, []).Should().Be(0);

    [Fact]
    public void Later_than_ever_before_the_odds_have_fallen()
    {
        int[] pauses = [8, 8, 8, 8, 8, 8];

        Worth(_oftenWithinTheHour, pauses, pause: 4.5).Should().BePositive();
        Worth(_oftenWithinTheHour, pauses, pause: 9).Should().Be(0);
    }

    [Fact]
    public void Without_refreshes_left_nothing_pays() => Worth(_oftenWithinTheHour, [8, 8], refreshes: 0).Should().Be(0);

    [Fact]
    public void What_others_keep_anyway_is_no_gain() => Worth(_oftenWithinTheHour, [8, 8, 8], gain: 100).Should().Be(0);

    [Fact]
    public void An_entry_of_an_hour_is_worth_more_and_waits_longer() =>
        Worth(new ReuseOdds(0.1, 0.3, 0.95), [100, 100, 100], pause: 54, lifetime: EntryLifetime.OneHour).Should().BePositive();

    private static double Worth(
        ReuseOdds odds, int[] pauses, double pause = 4.5, int refreshes = RefreshWorth.MostIdle, double gain = 10_000, TimeSpan? lifetime = null)
    {
        var stake = new RefreshStake(10_000, gain, ReadRate, lifetime ?? EntryLifetime.FiveMinutes);
        var next = new PauseOdds(odds, [.. pauses.Select(minutes => TimeSpan.FromMinutes(minutes))]);
        return RefreshWorth.Of(next, stake, TimeSpan.FromMinutes(pause), stake.Lifetime * 0.1, refreshes);
    }
}
