using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>Pauses count for the shortest entry that would have lasted them, and old ones fade.</summary>
public sealed class GapCountsTests
{
    [Theory]
    [InlineData(0, 1, 0, 0)]
    [InlineData(299, 1, 0, 0)]
    [InlineData(300, 0, 1, 0)]
    [InlineData(3599, 0, 1, 0)]
    [InlineData(3600, 0, 0, 1)]
    [InlineData(90_000, 0, 0, 1)]
    public void A_pause_counts_once(int seconds, double five, double hour, double longer) =>
        new GapCounts().With(TimeSpan.FromSeconds(seconds)).Should().Be(new GapCounts(five, hour, longer));

    [Fact]
    public void Pauses_are_added_up()
    {
        var counts = new GapCounts(2, 3, 4).With(TimeSpan.FromMinutes(1)).With(TimeSpan.FromMinutes(10)).With(TimeSpan.FromHours(2));

        counts.Should().Be(new GapCounts(3, 4, 5));
        counts.Total.Should().Be(12);
    }

    [Fact]
    public void Up_to_forty_are_remembered_in_full() =>
        new GapCounts(13, 13, 13).With(TimeSpan.Zero).Should().Be(new GapCounts(14, 13, 13));

    [Fact]
    public void From_forty_on_the_old_ones_make_room_for_the_new_one()
    {
        var counts = new GapCounts(20, 10, 10).With(TimeSpan.FromMinutes(10));

        counts.FiveMinutes.Should().BeApproximately(19.5, 1e-9);
        counts.OneHour.Should().BeApproximately(10.75, 1e-9);
        counts.Longer.Should().BeApproximately(9.75, 1e-9);
        counts.Total.Should().BeApproximately(40, 1e-9);
    }

    [Fact]
    public void However_many_there_were_forty_remain() =>
        new GapCounts(40, 40, 40).With(TimeSpan.FromHours(1)).Should().Be(new GapCounts(13, 13, 14));
}
