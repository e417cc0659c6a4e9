using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>With four hundred trials half of all is forgotten, and nothing that follows from it changes.</summary>
public sealed class FadingStatisticsTests
{
    private const double WeightOfPrior = 4;
    private static readonly ReuseOdds Prior = new(0.70, 0.74, 0.79);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ReuseStatistics _statistics = new(null, 3);
    private DateTimeOffset _now = Start;

    [Theory]
    [InlineData(399, 399)]
    [InlineData(400, 200)]
    public void Half_is_forgotten_when_there_are_four_hundred(int returns, int remembered)
    {
        Return(returns, 0);
        _statistics.Open(Start);

        Odds(Start).WithinFiveMinutes.Should().BeApproximately((remembered + 2.8) / (remembered + 4), 1e-9);
    }

    [Fact]
    public void Returns_of_every_kind_and_losses_are_halved_alike()
    {
        Return(100, 4);
        Return(100, 10 * 60);
        Return(100, 2 * 60 * 60);
        _statistics.Lose(100);

        _statistics.Open(_now);

        var odds = Odds(_now);
        odds.WithinFiveMinutes.Should().BeApproximately((50 + 2.8) / (50 + 100 + 50 + 4), 1e-9);
        odds.WithinOneHourIfNotFive.Should().BeApproximately((50 + (1.6 / 3)) / (50 + 50 + 50 + 4), 1e-9);
        odds.LaterIfNotOneHour.Should().BeApproximately((50 + (20 / 26.0)) / (50 + 25 + 4), 1e-9);
    }

    [Fact]
    public void How_long_is_waited_stays_as_it_was()
    {
        Return(200, 4);
        Return(200, 10 * 60);
        var opened = _now.AddHours(1);
        _statistics.Open(opened);

        var lostSoon = 1 - Math.Exp(-1);
        Odds(opened.AddSeconds(10)).WithinFiveMinutes.Should().BeApproximately((100 + 2.8) / (100 + 100 + lostSoon + 4), 1e-6);

        var lostLater = 1 - Math.Exp(-25 / (1.5 * (500 + 10) / 101));
        Odds(opened.AddMinutes(30)).WithinOneHourIfNotFive.Should().BeApproximately((100 + (1.6 / 3)) / (100 + lostLater + 4), 1e-6);
    }

    [Fact]
    public void Of_those_who_still_wait_half_is_forgotten_too()
    {
        for (var trial = 0; trial <= 400; trial++)
        {
            _statistics.Open(Start);
        }

        Odds(Start.AddSeconds(10)).WithinFiveMinutes.Should().BeApproximately(2.8 / (201 - (201 * Math.Exp(-1)) + 4), 1e-6);
        Odds(Start.AddMinutes(5)).WithinFiveMinutes.Should().BeApproximately(2.8 / (201 + 4), 1e-6);
        Odds(Start.AddMinutes(5)).WithinOneHourIfNotFive.Should().BeApproximately(0.4 / 3, 1e-6, "nobody is lost yet");
    }

    private ReuseOdds Odds(DateTimeOffset now) => _statistics.Odds(now, Prior, WeightOfPrior);

    private void Return(int times, int seconds)
    {
        var opened = _now;
        _now = opened.AddSeconds(seconds);
        for (var time = 0; time < times; time++)
        {
            _statistics.Open(opened);
        }

        for (var time = 0; time < times; time++)
        {
            _statistics.Close(opened, _now);
        }
    }
}
