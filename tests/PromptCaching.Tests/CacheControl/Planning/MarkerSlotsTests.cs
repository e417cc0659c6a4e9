using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>A place that cannot carry a marker gives it to the nearest one before it that can, down to the next candidate.</summary>
public sealed class MarkerSlotsTests
{
    private static readonly PlanRules Rules = new() { MinTokens = 1 };
    private static readonly CallerMarkers Nobody = new([], 0, false);

    [Theory]
    [InlineData("abcdef", 1, "5")]
    [InlineData("abcd..", 1, "3")]
    [InlineData("abc...", 1, "")]
    [InlineData("......", 0, "")]
    [InlineData("a.....", 0, "0")]
    public void The_nearest_place_that_can_carry_it_takes_it(string blocks, int candidate, string taken) =>
        Take(Path(blocks), Nobody, Rules, candidate).Should().Be(taken);

    [Fact]
    public void A_place_that_is_taken_takes_no_second_one()
    {
        var chosen = new List<Choice> { new(3, MarkerReason.Write) };

        Slots(Path("abcd.."), Nobody, Rules).Take(chosen, 1, MarkerReason.Read);

        chosen.Should().Equal(new Choice(3, MarkerReason.Write));
    }

    [Fact]
    public void A_place_that_the_caller_marked_needs_none_of_ours() =>
        Take(PlannedPath.Blocks(6, index => index == 4 ? PlannedPath.Five : index == 5 ? ""","text":"" """ : ""), Nobody, Rules, 1).Should().BeEmpty();

    [Fact]
    public void No_more_are_taken_than_there_is_room_for()
    {
        var slots = Slots(Path("abcdef"), new CallerMarkers([], 3, false), Rules);
        var chosen = new List<Choice>();

        slots.Take(chosen, 1, MarkerReason.Write);
        slots.Take(chosen, 0, MarkerReason.Branch);

        chosen.Should().Equal(new Choice(5, MarkerReason.Write));
    }

    [Fact]
    public void Levels_that_are_not_to_be_marked_take_none()
    {
        var path = PlannedPath.With();
        string Of(int step, PlanRules rules)
        {
            var knowledge = new PathKnowledge([PlannedPath.Candidate(step, BoundaryKind.Lead, 1, 1)], -1, 1);
            var chosen = new List<Choice>();
            new MarkerSlots(path.Path, knowledge, Nobody, rules).Take(chosen, 0, MarkerReason.Write);
            return string.Join(' ', chosen.Select(choice => choice.Step));
        }

        Of(5, Rules with { MarkMessages = false }).Should().Be("3");
        Of(3, Rules with { MarkSystem = false }).Should().Be("1");
        Of(1, Rules with { MarkTools = false }).Should().BeEmpty();
        Of(1, Rules with { MarkMessages = false, MarkSystem = false }).Should().Be("1");
    }

    [Fact]
    public void The_block_that_automatic_caching_marks_is_taken()
    {
        Take(Path("abcdef"), new CallerMarkers([new(5, false)], 1, IsTailTaken: true), Rules, 1).Should().Be("4");
        Take(Path("abcdef"), new CallerMarkers([new(5, false)], 1, IsTailTaken: false), Rules, 1).Should().Be("5");
    }

    [Fact]
    public void Where_five_minutes_are_not_wanted_none_stands_behind_five_minutes_of_the_callers()
    {
        var rules = Rules with { AllowFiveMinutes = false };

        Take(Path("abcdef"), new CallerMarkers([new(5, false)], 1, false), rules, 1).Should().Be("4");
        Take(Path("abcdef"), new CallerMarkers([new(5, false)], 1, false), Rules, 1).Should().Be("5");
    }

    [Theory]
    [InlineData(-1, "1 5m, 5 5m")]
    [InlineData(0, "1 1h, 5 5m")]
    [InlineData(1, "1 1h, 5 1h")]
    public void Up_to_where_an_hour_is_written_all_last_an_hour(int hour, string expected) =>
        Place(Slots(Path("abcdef"), Nobody, Rules), hour).Should().Be(expected);

    [Fact]
    public void An_hour_that_is_only_read_makes_no_marker_of_an_hour() =>
        Place(Slots(Path("abcdef"), Nobody, Rules, hit: 0), hour: 0).Should().Be("1 5m, 5 5m");

    [Fact]
    public void The_callers_hours_and_five_minutes_bound_ours()
    {
        Place(Slots(Path("abcdef"), new CallerMarkers([new(2, true)], 1, false), Rules), -1).Should().Be("1 1h, 5 5m");
        Place(Slots(Path("abcdef"), new CallerMarkers([new(5, true)], 1, false), Rules), -1).Should().Be("1 1h, 5 1h");
        Place(Slots(Path("abcdef"), new CallerMarkers([new(2, false)], 1, false), Rules), 1).Should().Be("1 1h, 5 5m");
        Place(Slots(Path("abcdef"), new CallerMarkers([new(1, false)], 1, false), Rules), 1).Should().Be("1 5m, 5 5m");
        Place(Slots(Path("abcdef"), Nobody, Rules with { AllowFiveMinutes = false }), -1).Should().Be("1 1h, 5 1h");
    }

    private static string Place(MarkerSlots slots, int hour) => string.Join(
        ", ",
        slots.Place([new Choice(5, MarkerReason.Write), new Choice(1, MarkerReason.Branch)], new WriteExtent(hour, 1))
            .Select(breakpoint => $"{breakpoint.Step} {(breakpoint.IsOneHour ? "1h" : "5m")}"));

    private static string Take(PlannedPath path, CallerMarkers callers, PlanRules rules, int candidate)
    {
        var chosen = new List<Choice>();
        Slots(path, callers, rules).Take(chosen, candidate, MarkerReason.Write);
        return string.Join(' ', chosen.Select(choice => choice.Step));
    }

    /// <summary>Candidates at the third block and at the last one.</summary>
    private static MarkerSlots Slots(PlannedPath path, CallerMarkers callers, PlanRules rules, int hit = -1) =>
        new(path.Path, new PathKnowledge([PlannedPath.Candidate(2, BoundaryKind.Lead, 1, 1), PlannedPath.Candidate(5, BoundaryKind.Tail, 1, 1)], hit, 1), callers, rules);

    /// <summary>One message of so many blocks; a point is one that can carry no marker.</summary>
    private static PlannedPath Path(string blocks) => new(
        $$"""{"messages":[{"role":"user","content":[{{string.Join(',', blocks.Select(letter => $$"""{"type":"text","text":"{{(letter == '.' ? "" : letter)}}"}"""))}}]}]}""");
}
