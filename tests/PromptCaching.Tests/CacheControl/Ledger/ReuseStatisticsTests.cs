using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

public sealed class ReuseStatisticsTests
{
    private const double WeightOfPrior = 4;
    private static readonly ReuseOdds Prior = new(0.70, 0.74, 0.79);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ReuseStatistics _statistics = new(null, 3);

    [Fact]
    public void Where_nothing_was_seen_the_prior_holds() => Odds(_statistics, Start).Should().Be(Prior);

    [Fact]
    public void Ten_parallel_conversations_are_not_mistaken_for_ten_one_shots()
    {
        Open(10);

        Odds(_statistics, Start + TimeSpan.FromSeconds(1)).Ever.Should().BeGreaterThan(0.5);
    }

    [Fact]
    public void Ten_one_shots_are_soon_found_out()
    {
        Open(10);

        Odds(_statistics, Start + TimeSpan.FromMinutes(5)).WithinFiveMinutes.Should().BeLessThan(0.28);
        Odds(_statistics, Start + TimeSpan.FromHours(1)).WithinOneHour.Should().BeLessThan(0.28);
    }

    [Theory]
    [InlineData(60, 1, 1)]
    [InlineData(299, 1, 1)]
    [InlineData(301, 0, 1)]
    [InlineData(3601, 0, 0)]
    public void A_return_counts_for_the_entries_that_would_have_lasted(int seconds, double five, double hour)
    {
        for (var use = 0; use < 300; use++)
        {
            var opened = Start + TimeSpan.FromHours(2 * use);
            _statistics.Open(opened);
            _statistics.Close(opened, opened + TimeSpan.FromSeconds(seconds));
        }

        var odds = Odds(_statistics, Start + TimeSpan.FromHours(600));

        odds.Ever.Should().BeApproximately(1, 0.02);
        odds.WithinFiveMinutes.Should().BeApproximately(five, 0.02);
        odds.WithinOneHour.Should().BeApproximately(hour, 0.02);
    }

    [Fact]
    public void A_withdrawn_trial_never_was()
    {
        Open(5);
        for (var trial = 0; trial < 5; trial++)
        {
            _statistics.Withdraw(Start, Start + TimeSpan.FromSeconds(2));
        }

        Odds(_statistics, Start + TimeSpan.FromHours(1)).Ever.Should().BeApproximately(Prior.Ever, 1e-9);
    }

    [Fact]
    public void A_known_loss_says_more_than_silence()
    {
        var silent = new ReuseStatistics(null, 3);
        _statistics.Open(Start);
        silent.Open(Start);
        _statistics.Lose(2);

        Odds(_statistics, Start + TimeSpan.FromMinutes(1)).Ever.Should().BeLessThan(Odds(silent, Start + TimeSpan.FromMinutes(1)).Ever);
    }

    [Fact]
    public void A_kind_that_was_not_seen_fares_like_its_parent_and_tells_it_what_it_sees()
    {
        Open(10);
        var (seen, unseen) = (new ReuseStatistics(_statistics, 3), new ReuseStatistics(_statistics, 3));
        var now = Start + TimeSpan.FromHours(1);

        Odds(unseen, now).Ever.Should().BeApproximately(Odds(_statistics, now).Ever, 1e-9);

        for (var use = 0; use < 100; use++)
        {
            seen.Open(now);
            seen.Close(now, now);
        }

        Odds(unseen, now).Ever.Should().BeGreaterThan(0.8);
    }

    [Fact]
    public void Old_habits_fade()
    {
        for (var use = 0; use < 5000; use++)
        {
            _statistics.Open(Start);
            _statistics.Close(Start, Start);
        }

        for (var use = 0; use < 1000; use++)
        {
            _statistics.Open(Start);
        }

        Odds(_statistics, Start + TimeSpan.FromHours(2)).Ever.Should().BeLessThan(0.3);
    }

    [Fact]
    public void A_flood_of_one_shots_is_found_out_for_good()
    {
        for (var use = 1; use <= 5000; use++)
        {
            var now = Start + (use * TimeSpan.FromMilliseconds(2));
            _statistics.Open(now);

            if (use > 1000)
            {
                Odds(_statistics, now).WithinFiveMinutes.Should().BeLessThan(0.28, "{0} did not come back", use);
            }
        }
    }

    [Fact]
    public void Longer_entries_never_serve_less()
    {
        var chance = new Random(1);
        var now = Start;
        for (var use = 0; use < 2000; use++)
        {
            _statistics.Open(now);
            var back = now + TimeSpan.FromSeconds(Math.Exp(chance.NextDouble() * 10));
            if (chance.Next(3) > 0)
            {
                _statistics.Close(now, back);
            }

            now = back;
            var (five, hour, ever) = Odds(_statistics, now);
            (five >= 0 && hour >= five && ever >= hour && ever <= 1).Should().BeTrue();
        }
    }

    private static ReuseOdds Odds(ReuseStatistics statistics, DateTimeOffset now) => statistics.Odds(now, Prior, WeightOfPrior);

    private void Open(int trials)
    {
        for (var trial = 0; trial < trials; trial++)
        {
            _statistics.Open(Start);
        }
    }
}
