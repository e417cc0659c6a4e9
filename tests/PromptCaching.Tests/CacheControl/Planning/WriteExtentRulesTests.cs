using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>How far is written and how far for an hour, where the caller, the minimum or a head set limits.</summary>
public sealed class WriteExtentRulesTests
{
    private static readonly CallerMarkers Nobody = new([], 0, false);
    private static readonly PlanRules Rules = new() { MinTokens = 1000 };
    private static readonly ReuseOdds Slow = new(0.05, 0.95, 0.95);

    [Theory]
    [InlineData(749, -1)]
    [InlineData(750, 0)]
    public void Three_quarters_of_the_minimum_are_enough_to_try(double tokens, int last) =>
        Choose([Lead(0, tokens, 0.9)]).Should().Be(new WriteExtent(-1, last));

    [Theory]
    [InlineData(BoundaryKind.Tools, -1)]
    [InlineData(BoundaryKind.System, -1)]
    [InlineData(BoundaryKind.Lead, 1)]
    [InlineData(BoundaryKind.Known, 1)]
    public void Behind_a_head_that_does_not_come_back_nothing_does(object head, int last) =>
        Choose([PlannedPath.Candidate(0, (BoundaryKind)head, 2000, 0), Lead(1, 4000, 0.9)]).Last.Should().Be(last);

    [Fact]
    public void Whoever_uses_what_is_longer_uses_what_is_shorter() =>
        Choose([Lead(0, 2000, 0.9), Lead(1, 2500, 0.0), Lead(2, 9000, 0.9)]).Should().Be(new WriteExtent(-1, 2));

    [Fact]
    public void What_pays_nowhere_is_written_nowhere() => Choose([Lead(0, 2000, 0.2), Lead(1, 4000, 0.2)]).Should().Be(new WriteExtent(-1, -1));

    [Fact]
    public void What_is_read_already_is_not_written_again()
    {
        Choose([Lead(0, 2000, 0.9), Lead(1, 4000, 0.0)], hit: 0).Should().Be(new WriteExtent(0, 0));
        Choose([Lead(0, 2000, 0.9), Lead(1, 4000, 0.9)], hit: 0).Should().Be(new WriteExtent(0, 1));
        Choose([Lead(0, 2000, 0.9)], hit: 0).Should().Be(new WriteExtent(0, 0));
    }

    [Fact]
    public void An_hour_needs_an_hour_to_be_allowed()
    {
        Choose([Slowly(0, 2000)]).Should().Be(new WriteExtent(0, 0));
        Choose([Slowly(0, 2000)], Rules with { AllowOneHour = false }).OneHour.Should().Be(-1);
        Choose([Lead(0, 2000, 0.9)], Rules with { AllowFiveMinutes = false }).Should().Be(new WriteExtent(0, 0));
    }

    [Fact]
    public void An_hour_does_not_reach_five_minutes_of_the_callers()
    {
        Choose([Slowly(0, 2000), Slowly(1, 4000)], callers: new CallerMarkers([new(1, false)], 1, false)).Should().Be(new WriteExtent(0, 1));
        Choose([Slowly(0, 2000), Slowly(1, 4000)], callers: new CallerMarkers([new(2, false)], 1, false)).Should().Be(new WriteExtent(1, 1));
        Choose([Slowly(0, 2000), Slowly(1, 4000)], callers: new CallerMarkers([new(0, false)], 1, false)).OneHour.Should().Be(-1);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 1)]
    public void What_the_caller_marks_for_an_hour_is_written_for_an_hour(int marked, int hour, int last) =>
        Choose([Lead(0, 2000, 0), Lead(1, 4000, 0)], callers: new CallerMarkers([new(marked, true)], 1, false)).Should().Be(new WriteExtent(hour, last));

    [Fact]
    public void Where_only_hours_are_allowed_what_is_read_is_left_as_it_is() =>
        Choose([Lead(0, 2000, 0.9), Lead(1, 4000, 0)], Rules with { AllowFiveMinutes = false }, hit: 0).Should().Be(new WriteExtent(0, 0));

    [Fact]
    public void What_another_is_writing_is_not_written_twice_unless_more_is_behind_it()
    {
        var written = PlannedPath.Candidate(0, BoundaryKind.Lead, 2000, 0.9, PrefixState.BeingWritten);

        Choose([written]).Should().Be(new WriteExtent(-1, -1));
        Choose([written, Lead(1, 9000, 0.9)]).Should().Be(new WriteExtent(-1, 1));
    }

    [Fact]
    public void An_hour_on_top_of_an_entry_that_will_not_last_is_not_bought()
    {
        Candidate[] candidates = [Lead(0, 2000, 0.9), Slowly(1, 4000)];

        WriteExtent.Choose(new PathKnowledge(candidates, 0, 1), Rules, Nobody).OneHour.Should().Be(1);
        WriteExtent.Choose(new PathKnowledge(candidates, 0, 0), Rules, Nobody).OneHour.Should().Be(0);
    }

    private static WriteExtent Choose(Candidate[] candidates, PlanRules? rules = null, CallerMarkers? callers = null, int hit = -1) =>
        WriteExtent.Choose(new PathKnowledge(candidates, hit, 1), rules ?? Rules, callers ?? Nobody);

    private static Candidate Lead(int step, double tokens, double odds) => PlannedPath.Candidate(step, BoundaryKind.Lead, tokens, odds);

    private static Candidate Slowly(int step, double tokens) => PlannedPath.Candidate(step, BoundaryKind.Lead, tokens, Slow);
}
