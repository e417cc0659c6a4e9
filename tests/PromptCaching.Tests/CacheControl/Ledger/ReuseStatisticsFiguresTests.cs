using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>What one trial more or less says, worked out by hand: the prior weighs as much as four trials.</summary>
public sealed class ReuseStatisticsFiguresTests
{
    private const double WeightOfPrior = 4;
    private static readonly ReuseOdds Prior = new(0.70, 0.74, 0.79);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Of those who were not back within five minutes, so many are within the hour: 0.04 of 0.30.</summary>
    private const double HourIfNotFive = 0.4 / 3;

    /// <summary>Of those who were not back within the hour, so many come at all: 0.05 of 0.26.</summary>
    private const double LaterIfNotHour = 5 / 26.0;

    private readonly ReuseStatistics _statistics = new(null, 3);

    [Theory]
    [InlineData(60, 3.8 / 5, HourIfNotFive, LaterIfNotHour)]
    [InlineData(299, 3.8 / 5, HourIfNotFive, LaterIfNotHour)]
    [InlineData(300, 2.8 / 5, (1 + (4 * HourIfNotFive)) / 5, LaterIfNotHour)]
    [InlineData(3599, 2.8 / 5, (1 + (4 * HourIfNotFive)) / 5, LaterIfNotHour)]
    [InlineData(3600, 2.8 / 5, 4 * HourIfNotFive / 5, (1 + (4 * LaterIfNotHour)) / 5)]
    public void One_return_counts_where_it_belongs(int seconds, double five, double hour, double later)
    {
        Return(Start, seconds);

        Expect(Start.AddSeconds(seconds + 60), five, hour, later);
    }

    [Fact]
    public void Returns_of_every_kind_are_added_up()
    {
        Return(Start, 60);
        Return(Start.AddHours(1), 120);
        Return(Start.AddHours(2), 600);
        Return(Start.AddHours(3), 7200);

        Expect(Start.AddHours(5), (2 + 2.8) / (2 + 2 + 4), (1 + (4 * HourIfNotFive)) / (1 + 1 + 4), (1 + (4 * LaterIfNotHour)) / (1 + 4));
    }

    [Fact]
    public void One_that_was_not_back_after_an_hour_counts_against_all_and_for_half_against_later()
    {
        _statistics.Open(Start);

        Expect(Start.AddHours(1), 2.8 / 5, 4 * HourIfNotFive / 5, 4 * LaterIfNotHour / 4.5);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(30, 25)]
    public void One_that_was_not_back_after_five_minutes_may_still_come_within_the_hour(int minutes, double over)
    {
        _statistics.Open(Start);

        var lost = 1 - Math.Exp(-over / 15);
        Expect(Start.AddMinutes(minutes), 2.8 / 5, 4 * HourIfNotFive / (lost + 4), LaterIfNotHour);
    }

    [Fact]
    public void Where_pauses_are_long_it_is_waited_for_longer()
    {
        Return(Start, 20 * 60);
        _statistics.Open(Start.AddMinutes(20));

        // One pause of fifteen minutes above five: one and a half times its mean with one of ten that are supposed.
        var lost = 1 - Math.Exp(-25 / 18.75);
        Expect(Start.AddMinutes(50), 2.8 / (1 + 1 + 4), (1 + (4 * HourIfNotFive)) / (1 + lost + 4), LaterIfNotHour);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(60, 10)]
    public void Silence_counts_as_a_loss_bit_by_bit(int seconds, double patience)
    {
        _statistics.Open(Start);

        Expect(Start.AddSeconds(seconds), 2.8 / (1 - Math.Exp(-seconds / patience) + 4), HourIfNotFive, LaterIfNotHour);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(6, 40)]
    [InlineData(20, 40)]
    [InlineData(21, 150)]
    [InlineData(200, 150)]
    public void How_long_silence_means_nothing_follows_the_pauses_seen(int pause, double patience)
    {
        Return(Start, pause);
        var opened = Start.AddSeconds(pause);
        _statistics.Open(opened);

        Expect(opened.AddSeconds(40), 3.8 / (1 + 1 - Math.Exp(-40 / patience) + 4), HourIfNotFive, LaterIfNotHour);
    }

    [Fact]
    public void Of_many_pauses_their_mean_square_is_taken()
    {
        Return(Start, 15);
        Return(Start.AddSeconds(15), 15);
        _statistics.Open(Start.AddSeconds(30));

        Expect(Start.AddSeconds(70), 4.8 / (2 + 1 - Math.Exp(-1) + 4), HourIfNotFive, LaterIfNotHour);
    }

    [Fact]
    public void Of_two_that_wait_one_that_is_withdrawn_never_was()
    {
        _statistics.Open(Start);
        _statistics.Open(Start);
        _statistics.Withdraw(Start, Start.AddSeconds(20));

        Expect(Start.AddSeconds(30), 2.8 / (1 - Math.Exp(-3) + 4), HourIfNotFive, LaterIfNotHour);
        Expect(Start.AddHours(1), 2.8 / 5, 4 * HourIfNotFive / 5, 4 * LaterIfNotHour / 4.5);
    }

    [Fact]
    public void There_are_never_fewer_trials_than_none()
    {
        _statistics.Withdraw(Start, Start);
        _statistics.Open(Start);

        Expect(Start.AddHours(1), 2.8 / 5, 4 * HourIfNotFive / 5, 4 * LaterIfNotHour / 4.5);
    }

    [Fact]
    public void A_known_loss_counts_at_once_and_as_often_as_is_said()
    {
        _statistics.Open(Start);
        _statistics.Lose(2);

        Expect(Start, 2.8 / 6, 4 * HourIfNotFive / 6, 4 * LaterIfNotHour / 5);
    }

    [Fact]
    public void A_parent_hears_of_everything_and_weighs_as_much_as_is_said()
    {
        var child = new ReuseStatistics(_statistics, 3);
        child.Open(Start);
        child.Close(Start, Start.AddSeconds(60));

        Odds(child, Start.AddSeconds(60)).WithinFiveMinutes.Should().BeApproximately((1 + (3 * 3.8 / 5)) / 4, 1e-9);
        Odds(_statistics, Start.AddSeconds(60)).WithinFiveMinutes.Should().BeApproximately(3.8 / 5, 1e-9);
    }

    [Fact]
    public void A_parent_hears_of_those_who_never_come_back()
    {
        new ReuseStatistics(_statistics, 3).Open(Start);

        Expect(Start.AddHours(1), 2.8 / 5, 4 * HourIfNotFive / 5, 4 * LaterIfNotHour / 4.5);
    }

    [Fact]
    public void A_parent_hears_of_losses_and_of_what_is_withdrawn()
    {
        var child = new ReuseStatistics(_statistics, 3);
        child.Open(Start);
        child.Open(Start);
        child.Withdraw(Start, Start);
        child.Lose(2);

        Odds(_statistics, Start).WithinFiveMinutes.Should().BeApproximately(2.8 / 6, 1e-9);
        Odds(child, Start).WithinFiveMinutes.Should().BeApproximately(3 * (2.8 / 6) / 5, 1e-9);
    }

    private void Expect(DateTimeOffset now, double five, double hour, double later)
    {
        var odds = Odds(_statistics, now);
        odds.WithinFiveMinutes.Should().BeApproximately(five, 1e-6);
        odds.WithinOneHourIfNotFive.Should().BeApproximately(hour, 1e-6);
        odds.LaterIfNotOneHour.Should().BeApproximately(later, 1e-6);
    }

    private static ReuseOdds Odds(ReuseStatistics statistics, DateTimeOffset now) => statistics.Odds(now, Prior, WeightOfPrior);

    private void Return(DateTimeOffset opened, int seconds)
    {
        _statistics.Open(opened);
        _statistics.Close(opened, opened.AddSeconds(seconds));
    }
}
