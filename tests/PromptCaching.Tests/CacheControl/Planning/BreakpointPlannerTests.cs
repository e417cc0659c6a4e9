using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>Which places get a marker, and why: the last that is written, the entry that is read, and then what is shared most.</summary>
public sealed class BreakpointPlannerTests
{
    private const double Likely = 0.9;
    private static readonly CallerMarkers Nobody = new([], 0, false);
    private static readonly PlanRules Rules = new() { MinTokens = 1000 };

    /// <summary>Comes back within the hour, and hardly ever within five minutes.</summary>
    private static readonly ReuseOdds Slow = new(0.05, 0.95, 0.95);

    [Fact]
    public void What_is_likely_to_come_back_is_written_for_five_minutes() =>
        Plan(Known(-1, Candidate(4, 2000, Likely))).Should().Be("4 5m Write");

    [Fact]
    public void What_comes_back_later_is_written_for_an_hour() =>
        Plan(Known(-1, Candidate(4, 2000, Slow))).Should().Be("4 1h WriteForAnHour");

    [Fact]
    public void What_is_not_likely_to_come_back_is_not_written() => Plan(Known(-1, Candidate(4, 2000, 0.1))).Should().BeEmpty();

    [Fact]
    public void A_head_of_an_hour_stands_before_a_tail_of_five_minutes() =>
        Plan(Known(-1, Candidate(2, 2000, Slow), Candidate(4, 4000, new ReuseOdds(0.5, 0.5, 0.5)))).Should().Be("2 1h WriteForAnHour, 4 5m Write");

    [Fact]
    public void Where_the_entry_that_is_read_is_all_it_is_read() =>
        Plan(Known(0, Candidate(4, 2000, Likely, PrefixState.FiveMinutes))).Should().Be("4 5m Read");

    [Theory]
    [InlineData(18, "Refresh")]
    [InlineData(19, "Read")]
    public void An_entry_that_the_next_marker_does_not_reach_is_read_by_one_of_its_own(int distance, string reason) =>
        Plan(Known(0, Candidate(1, 2000, Likely, PrefixState.FiveMinutes), Candidate(1 + distance, 4000, Likely)))
            .Should().Be($"1 5m {reason}, {1 + distance} 5m Write");

    [Fact]
    public void A_marker_of_the_callers_that_reaches_the_entry_reads_it()
    {
        var knowledge = Known(0, Candidate(4, 2000, Likely, PrefixState.FiveMinutes));

        Plan(knowledge, new CallerMarkers([new SentMarker(22, false)], 1, false)).Should().Be("4 5m Refresh");
        Plan(knowledge, new CallerMarkers([new SentMarker(23, false)], 1, false)).Should().Be("4 5m Read");
        Plan(knowledge, new CallerMarkers([new SentMarker(3, false)], 1, false)).Should().Be("4 5m Read", "it stands before the entry");
    }

    [Fact]
    public void An_entry_of_an_hour_before_the_one_that_is_read_needs_no_marker_of_an_hour() =>
        Plan(Known(0, Candidate(2, 2000, Likely, PrefixState.OneHour), Candidate(4, 4000, Likely))).Should().Be("2 5m Refresh, 4 5m Write");

    [Fact]
    public void With_room_left_every_place_that_is_long_enough_is_marked() =>
        Plan(Known(-1, Candidate(1, 499, Likely), Candidate(2, 500, Likely), Candidate(3, 1500, Likely), Candidate(4, 4000, Likely)))
            .Should().Be("2 5m Branch, 3 5m Branch, 4 5m Write");

    [Theory]
    [InlineData(0.99, 0.93, 2)]
    [InlineData(0.93, 0.92, 3)]
    public void With_room_for_one_more_the_place_where_most_is_shared_is_marked(double shorter, double longer, int step)
    {
        // What one who turns off there would read: its tokens, as often as it comes back and nothing longer does.
        var plan = Plan(
            Known(-1, Candidate(2, 2000, shorter), Candidate(3, 3000, longer), Candidate(4, 4000, 0.9)), new CallerMarkers([], 2, false));

        plan.Should().Be($"{step} 5m Branch, 4 5m Write");
    }

    [Fact]
    public void Of_places_that_are_worth_the_same_the_longest_is_marked() =>
        Plan(Known(-1, Candidate(1, 1500, Likely), Candidate(2, 2000, Likely), Candidate(3, 3000, Likely), Candidate(4, 4000, Likely)), new CallerMarkers([], 2, false))
            .Should().Be("3 5m Branch, 4 5m Write");

    [Fact]
    public void What_something_longer_is_likelier_than_is_worth_nothing() =>
        Plan(Known(-1, Candidate(1, 2000, 0.92), Candidate(2, 3000, 0.5), Candidate(3, 3500, 0.91), Candidate(4, 4000, 0.9)), new CallerMarkers([], 1, false))
            .Should().Be("1 5m Branch, 3 5m Branch, 4 5m Write");

    [Fact]
    public void Behind_what_is_written_nothing_is_marked() =>
        Plan(Known(-1, Candidate(2, 2000, Likely), Candidate(4, 4000, 0.0))).Should().Be("2 5m Write");

    [Fact]
    public void Without_candidates_there_is_no_plan() =>
        BreakpointPlanner.Plan(PlannedPath.Blocks(3).Path, PathKnowledge.None, Nobody, Rules).Should().BeSameAs(BreakpointPlan.None);

    private static string Plan(PathKnowledge knowledge, CallerMarkers? callers = null) =>
        PlannedPath.Say(BreakpointPlanner.Plan(PlannedPath.Blocks(40).Path, knowledge, callers ?? Nobody, Rules));

    private static PathKnowledge Known(int hit, params Candidate[] candidates) => new(candidates, hit, 1);

    private static Candidate Candidate(int step, double tokens, double odds, PrefixState state = PrefixState.Cold) =>
        PlannedPath.Candidate(step, BoundaryKind.Lead, tokens, odds, state);

    private static Candidate Candidate(int step, double tokens, ReuseOdds odds) => PlannedPath.Candidate(step, BoundaryKind.Lead, tokens, odds);
}
