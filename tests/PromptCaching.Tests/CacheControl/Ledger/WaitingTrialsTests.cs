using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>What waits to come back is counted minute by minute, for an hour.</summary>
public sealed class WaitingTrialsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 10, 17, 0, TimeSpan.Zero);
    private readonly WaitingTrials _waiting = new();

    public WaitingTrialsTests() => _waiting.Advance(Start, Patience);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    [InlineData(61, 0)]
    [InlineData(600, 0)]
    public void A_trial_waits_for_an_hour_and_no_longer(int minutes, double count)
    {
        _waiting.Add(Start);

        Pass(minutes);

        _waiting.Count.Should().Be(count);
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(5, 1, 0)]
    [InlineData(15, 1, 0.6321205588)]
    [InlineData(59, 1, 0.9954834190)]
    [InlineData(60, 0, 0)]
    public void From_five_minutes_on_more_of_it_is_lost_with_every_minute(int minutes, double past, double lost)
    {
        _waiting.Add(Start);

        Pass(minutes);

        _waiting.PastFiveMinutes.Should().Be(past);
        _waiting.LostPastFiveMinutes.Should().BeApproximately(lost, 1e-9);
    }

    [Fact]
    public void Trials_of_different_minutes_are_added_up()
    {
        _waiting.Add(Start);
        Pass(5);
        _waiting.Add(Start.AddMinutes(5));
        _waiting.Add(Start.AddMinutes(5));
        Pass(15);

        _waiting.Count.Should().Be(3);
        _waiting.PastFiveMinutes.Should().Be(3);
        _waiting.LostPastFiveMinutes.Should().BeApproximately(0.6321205588 + (2 * 0.3934693403), 1e-9);
    }

    [Fact]
    public void They_are_counted_anew_once_a_minute()
    {
        _waiting.Add(Start);
        Pass(15);

        _waiting.Advance(Start.AddMinutes(15).AddSeconds(59), 2 * Patience);
        _waiting.LostPastFiveMinutes.Should().BeApproximately(0.6321205588, 1e-9);

        _waiting.Advance(Start.AddMinutes(16), 2 * Patience);
        _waiting.LostPastFiveMinutes.Should().BeApproximately(0.4230501896, 1e-9);
    }

    [Fact]
    public void A_clock_that_is_set_back_changes_nothing()
    {
        _waiting.Add(Start);
        Pass(10);

        Pass(-100);

        (_waiting.Count, _waiting.PastFiveMinutes).Should().Be((1, 1));
    }

    [Fact]
    public void What_came_back_no_longer_waits()
    {
        _waiting.Add(Start);
        Pass(1);
        _waiting.Add(Start.AddMinutes(1));

        _waiting.Remove(Start.AddSeconds(59));
        _waiting.Count.Should().Be(1);
        Pass(5);

        _waiting.PastFiveMinutes.Should().Be(0, "the younger one remained");
        Pass(6);
        _waiting.PastFiveMinutes.Should().Be(1);
    }

    [Fact]
    public void What_comes_back_late_is_no_longer_counted_as_lost()
    {
        _waiting.Add(Start);
        Pass(5);
        _waiting.Add(Start.AddMinutes(5));
        Pass(15);

        _waiting.Remove(Start);

        (_waiting.Count, _waiting.PastFiveMinutes).Should().Be((1, 1));
        _waiting.LostPastFiveMinutes.Should().BeApproximately(0.3934693403, 1e-9, "the younger one is ten minutes old");
    }

    [Fact]
    public void What_is_halved_is_halved_in_every_count()
    {
        _waiting.Add(Start);
        Pass(15);

        _waiting.Halve();

        (_waiting.Count, _waiting.PastFiveMinutes).Should().Be((0.5, 0.5));
        _waiting.LostPastFiveMinutes.Should().BeApproximately(0.6321205588 / 2, 1e-9);
    }

    [Fact]
    public void What_never_waited_cannot_come_back()
    {
        _waiting.Add(Start);

        _waiting.Remove(Start.AddMinutes(1));

        _waiting.Count.Should().Be(1);
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 1)]
    public void Whoever_comes_back_after_an_hour_takes_nobody_elses_place(int minutes, double count)
    {
        _waiting.Add(Start);
        Pass(minutes);
        _waiting.Add(Start.AddMinutes(minutes));

        _waiting.Remove(Start);

        _waiting.Count.Should().Be(count);
    }

    [Fact]
    public void Half_of_what_waits_is_forgotten_in_every_minute()
    {
        Add(4);
        _waiting.Halve();

        _waiting.Count.Should().Be(2);
        Pass(5);
        _waiting.PastFiveMinutes.Should().Be(2);
        Pass(60);
        _waiting.Count.Should().Be(0);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0)]
    [InlineData(3, 0.5)]
    public void Less_than_one_that_is_left_is_not_taken_for_one(int trials, double left)
    {
        Add(trials);
        _waiting.Halve();

        _waiting.Remove(Start);

        _waiting.Count.Should().Be(left);
    }

    [Fact]
    public void Times_before_1970_are_no_error()
    {
        var waiting = new WaitingTrials();
        waiting.Add(DateTimeOffset.UnixEpoch.AddDays(-1));
        waiting.Remove(DateTimeOffset.UnixEpoch.AddHours(-7));

        waiting.Count.Should().Be(0);
    }

    private void Add(int trials)
    {
        for (var trial = 0; trial < trials; trial++)
        {
            _waiting.Add(Start);
        }
    }

    private void Pass(int minutes) => _waiting.Advance(Start.AddMinutes(minutes), Patience);
}
