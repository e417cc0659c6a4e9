using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>The markers that a caller set are found where they stand, and leave so much room for ours.</summary>
public sealed class CallerMarkersTests
{
    private const string Automatic = "\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"},";

    [Fact]
    public void Without_markers_all_room_is_ours()
    {
        var callers = PlannedPath.With().Callers;

        callers.Should().BeEquivalentTo(new { Count = 0, Free = 4, Last = -1, FirstFiveMinutes = int.MaxValue, LastOneHour = -1, IsTailTaken = false });
        callers.Markers.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    [InlineData(5, 0)]
    public void There_is_room_for_four_and_never_for_less_than_none(int count, int free) => new CallerMarkers([], count, false).Free.Should().Be(free);

    [Fact]
    public void The_first_of_five_minutes_and_the_last_of_an_hour_are_the_bounds()
    {
        var callers = new CallerMarkers([new(7, true), new(2, true), new(9, false), new(8, false)], 4, false);

        callers.Should().BeEquivalentTo(new { Last = 9, FirstFiveMinutes = 8, LastOneHour = 7 });
    }

    [Fact]
    public void Each_marker_is_found_with_its_lifetime() =>
        PlannedPath.With(PlannedPath.Hour, PlannedPath.Five, PlannedPath.Five).Callers.Markers.Should().Equal(
            new SentMarker(1, true), new SentMarker(3, false), new SentMarker(4, false));

    [Fact]
    public void Automatic_caching_stands_at_the_last_block_that_can_carry_it()
    {
        var callers = new PlannedPath(
            $$"""{{{Automatic}}"system":"s","messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"thinking","thinking":"h"}]}]}""").Callers;

        callers.Markers.Should().Equal(new SentMarker(1, true));
        callers.IsTailTaken.Should().BeTrue();
        callers.Count.Should().Be(1);
    }

    [Fact]
    public void Automatic_caching_stands_at_a_block_that_is_marked_already_too() =>
        PlannedPath.With(question: PlannedPath.Hour, request: Automatic).Callers.Markers.Should().Equal(new SentMarker(4, true), new SentMarker(5, true));

    [Fact]
    public void With_nothing_that_can_carry_it_automatic_caching_stands_at_the_beginning() =>
        new PlannedPath($$"""{{{Automatic}}"messages":[]}""").Callers.Markers.Should().Equal(new SentMarker(0, true));

    [Theory]
    [InlineData(0, 4, true)]
    [InlineData(19, 4, true)]
    [InlineData(20, 4, false)]
    [InlineData(20, 3, true)]
    public void Where_no_marker_of_ours_fits_one_of_the_callers_must_reach_the_entry(int distance, int count, bool reaches) =>
        new CallerMarkers([new(5 + distance, false)], count, false).Reaches(PlannedPath.Blocks(40).Path.Steps, entry: 5).Should().Be(reaches);

    [Fact]
    public void A_marker_before_the_entry_does_not_reach_it()
    {
        var steps = PlannedPath.Blocks(40).Path.Steps;

        new CallerMarkers([new(4, false)], 4, false).Reaches(steps, entry: 5).Should().BeFalse();
        new CallerMarkers([new(4, false), new(39, false), new(6, false)], 4, false).Reaches(steps, entry: 5).Should().BeTrue();
    }
}
