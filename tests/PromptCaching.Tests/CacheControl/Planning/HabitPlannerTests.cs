using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>By habit the ends of tools, system prompt and question are marked, as far as the rules and the caller leave room.</summary>
public sealed class HabitPlannerTests
{
    private const string Everything = "1 5m Habit, 3 5m Habit, 5 5m Habit";
    private static readonly PlanRules Rules = new() { MinTokens = 1 };

    [Fact]
    public void Each_level_is_marked_at_its_end() => Plan(PlannedPath.With()).Should().Be(Everything);

    [Fact]
    public void A_question_that_nobody_will_ask_again_is_not() => Plan(PlannedPath.With(), hasTail: false).Should().Be("1 5m Habit, 3 5m Habit");

    [Fact]
    public void Levels_that_are_not_to_be_marked_are_not()
    {
        var path = PlannedPath.With();

        Plan(path, Rules with { MarkTools = false }).Should().Be("3 5m Habit, 5 5m Habit");
        Plan(path, Rules with { MarkSystem = false }).Should().Be("1 5m Habit, 5 5m Habit");
        Plan(path, Rules with { MarkMessages = false }).Should().Be("1 5m Habit, 3 5m Habit");
    }

    [Fact]
    public void With_little_room_the_question_comes_first_then_the_system_prompt()
    {
        Plan(PlannedPath.With().Path, new CallerMarkers([], 3, false)).Should().Be("5 5m Habit");
        Plan(PlannedPath.With().Path, new CallerMarkers([], 2, false)).Should().Be("3 5m Habit, 5 5m Habit");
        Plan(PlannedPath.With().Path, new CallerMarkers([], 4, false)).Should().BeEmpty();
    }

    [Fact]
    public void Where_there_is_nothing_to_mark_there_is_no_plan() =>
        HabitPlanner.Plan(PlannedPath.With().Path, new CallerMarkers([], 4, false), Rules, 1, hasTail: true).Should().BeSameAs(BreakpointPlan.None);

    [Fact]
    public void Half_of_the_shortest_prefix_that_is_cached_is_enough()
    {
        var path = PlannedPath.With();
        var bytes = path.Path.Steps[3].Bytes;

        Plan(path, Rules with { MinTokens = 2 * bytes }).Should().Be("3 5m Habit, 5 5m Habit");
        Plan(path, Rules with { MinTokens = (2 * bytes) + 1 }).Should().Be("5 5m Habit");
        Plan(path, Rules with { MinTokens = 2 * bytes }, tokensPerByte: 0.99).Should().Be("5 5m Habit");
    }

    [Fact]
    public void Where_five_minutes_are_not_wanted_all_last_an_hour() =>
        Plan(PlannedPath.With(), Rules with { AllowFiveMinutes = false }).Should().Be("1 1h Habit, 3 1h Habit, 5 1h Habit");

    [Fact]
    public void Nothing_of_an_hour_comes_behind_five_minutes_of_the_callers()
    {
        Plan(PlannedPath.With(system: PlannedPath.Five), Rules with { AllowFiveMinutes = false }).Should().Be("1 1h Habit");
        Plan(PlannedPath.With(system: PlannedPath.Five)).Should().Be("1 5m Habit, 5 5m Habit");
    }

    [Fact]
    public void Before_an_hour_of_the_callers_all_lasts_an_hour()
    {
        Plan(PlannedPath.With(system: PlannedPath.Hour)).Should().Be("1 1h Habit, 5 5m Habit");
        Plan(PlannedPath.With(tool: PlannedPath.Hour)).Should().Be("3 5m Habit, 5 5m Habit");
    }

    [Fact]
    public void What_the_caller_marked_gets_no_second_marker() =>
        Plan(PlannedPath.With(tool: PlannedPath.Five)).Should().Be("3 5m Habit, 5 5m Habit");

    [Fact]
    public void Automatic_caching_marks_the_question_itself() =>
        Plan(PlannedPath.With(request: "\"cache_control\":{\"type\":\"ephemeral\"},")).Should().Be("1 5m Habit, 3 5m Habit");

    [Fact]
    public void Where_automatic_caching_falls_back_to_the_system_prompt_that_is_taken() =>
        Plan(new PlannedPath(
                """{"cache_control":{"type":"ephemeral"},"tools":[{"name":"a"}],"system":"s","messages":[{"role":"user","content":[{"type":"thinking","thinking":"h"}]}]}"""))
            .Should().Be("0 5m Habit");

    [Fact]
    public void Of_the_last_message_the_last_block_that_can_be_marked_is() =>
        Plan(new PlannedPath(
                """{"messages":[{"role":"user","content":"p"},{"role":"user","content":[{"type":"text","text":"q"},{"type":"text","text":""}]}]}"""))
            .Should().Be("1 5m Habit");

    [Fact]
    public void Where_none_of_the_last_message_can_be_marked_no_earlier_one_is() =>
        Plan(new PlannedPath("""{"system":"s","messages":[{"role":"user","content":"p"},{"role":"user","content":[{"type":"text","text":""}]}]}"""))
            .Should().Be("0 5m Habit");

    [Theory]
    [InlineData(0, "0 5m Habit")]
    [InlineData(1, "1 5m Habit")]
    [InlineData(2, "1 5m Habit, 2 5m Habit")]
    [InlineData(3, "1 5m Habit, 3 5m Habit")]
    [InlineData(4, "1 5m Habit, 3 5m Habit, 4 5m Habit")]
    [InlineData(5, "1 5m Habit, 3 5m Habit, 5 5m Habit")]
    public void A_prefix_that_is_said_to_stay_the_same_is_marked_at_its_end_and_nothing_behind(int end, string expected) =>
        Plan(PlannedPath.With(), end: end).Should().Be(expected);

    [Theory]
    [InlineData(0, false, true, true, "")]
    [InlineData(2, true, false, true, "1 5m Habit")]
    [InlineData(4, true, true, false, "1 5m Habit, 3 5m Habit")]
    [InlineData(4, false, true, true, "3 5m Habit, 4 5m Habit")]
    public void Its_end_is_marked_only_on_levels_that_may_be(int end, bool tools, bool system, bool messages, string expected) =>
        Plan(PlannedPath.With(), Rules with { MarkTools = tools, MarkSystem = system, MarkMessages = messages }, end: end).Should().Be(expected);

    [Fact]
    public void An_end_that_can_carry_no_marker_gets_none() =>
        Plan(new PlannedPath("""{"system":"s","messages":[{"role":"user","content":[{"type":"text","text":""},{"type":"text","text":"q"}]}]}"""), end: 1)
            .Should().Be("0 5m Habit");

    [Fact]
    public void A_request_without_blocks_has_no_places() => Plan(new PlannedPath("""{"messages":[]}""")).Should().BeEmpty();

    private static string Plan(PlannedPath path, PlanRules? rules = null, bool hasTail = true, int? end = null, double tokensPerByte = 1) =>
        PlannedPath.Say(HabitPlanner.Plan(path.Path, path.Callers, rules ?? Rules, tokensPerByte, hasTail, end));

    private static string Plan(PromptCaching.CacheControl.Ledger.PromptPath path, CallerMarkers callers) =>
        PlannedPath.Say(HabitPlanner.Plan(path, callers, Rules, 1, hasTail: true));
}
