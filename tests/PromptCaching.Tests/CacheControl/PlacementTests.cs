using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.CacheControl.Placements;

namespace PromptCaching.Tests.CacheControl;

/// <summary>What the options make of one and the same request, over the emulator.</summary>
public sealed class PlacementTests
{
    [Fact]
    public async Task The_habit_marks_tools_system_prompt_and_tail_whatever_comes_of_it()
    {
        using var chain = Chain(static _ => { });

        for (var time = 0; time < 30; time++)
        {
            chain.Clock.Advance(TimeSpan.FromMinutes(7));
            (await chain.AskAsync(Ask($"question {time}"))).Report.AddedBreakpoints.Should().Equal(Everywhere);
        }
    }

    [Fact]
    public async Task In_the_shadow_everything_is_planned_and_nothing_is_changed()
    {
        using var chain = Chain(static options => options.Shadow = true);

        var answered = await chain.AskAsync(Ask());

        chain.Emulator.Calls.Single().Body.ToArray().Utf8().Should().Be(Ask());
        answered.Report.PlannedBreakpoints.Should().Equal(Everywhere);
        answered.Report.AddedBreakpoints.Should().BeEmpty();
        answered.Report.Arm.Should().Be(CacheControlArm.Shadow);
        answered.Report.Verdict.Outcome.Should().Be(CacheOutcome.NotTreated);
        answered.Report.Verdict.Explanation.Should().Contain("Shadow").And.Contain(answered.Report.PlannedBreakpoints[0]);
    }

    [Fact]
    public async Task Half_of_the_conversations_are_treated_and_each_stays_on_its_side()
    {
        using var chain = Chain(static options => options.TreatedShare = 0.5);
        var arms = new List<CacheControlArm>();

        for (var conversation = 0; conversation < 40; conversation++)
        {
            var first = await chain.AskAsync(Ask($"{conversation}"));
            var second = await chain.AskAsync(
                Ask($"{conversation}", more: """,{"role":"assistant","content":"Yes."},{"role":"user","content":"And then?"}"""));

            second.Report.Arm.Should().Be(first.Report.Arm);
            first.Report.AddedBreakpoints.Any().Should().Be(first.Report.Arm == CacheControlArm.Treated);
            second.Report.AddedBreakpoints.Any().Should().Be(first.Report.Arm == CacheControlArm.Treated);
            second.Report.PlannedBreakpoints.Should().NotBeEmpty();
            arms.Add(first.Report.Arm);
        }

        arms.Count(arm => arm == CacheControlArm.Treated).Should().BeInRange(10, 30);
        arms.Count(arm => arm == CacheControlArm.Control).Should().BeInRange(10, 30);
    }

    [Fact]
    public async Task An_observer_can_compare_the_arms_by_cost_latency_and_hits()
    {
        var reports = new List<CallReport>();
        using var chain = Chain(static options => options.TreatedShare = 0.5, new Observer(reports));
        chain.Emulator.Calls.Should().BeEmpty();

        for (var conversation = 0; conversation < 30; conversation++)
        {
            await chain.AskAsync(Ask($"{conversation}"));
        }

        var arms = reports.GroupBy(report => report.Arm).ToDictionary(group => group.Key, group => group.ToList());
        arms.Keys.Should().BeEquivalentTo([CacheControlArm.Treated, CacheControlArm.Control]);
        arms[CacheControlArm.Treated].Sum(report => report.Usage!.CacheRead).Should().BePositive();
        arms[CacheControlArm.Control].Sum(report => report.Usage!.CacheRead).Should().Be(0);
        reports.Should().OnlyContain(report => report.Cost != null && report.TimeToFirstByte != null);
    }

    [Theory]
    [InlineData(true, false, false, "tools.0")]
    [InlineData(false, true, false, "system.0")]
    [InlineData(false, false, true, Tail)]
    [InlineData(false, false, false)]
    public async Task Only_the_wanted_sections_are_marked(bool tools, bool system, bool messages, params string[] expected)
    {
        foreach (var placement in new[] { CacheControlPlacement.Habit, CacheControlPlacement.Learned })
        {
            using var chain = Chain(options =>
            {
                (options.MarkTools, options.MarkSystem, options.MarkMessages) = (tools, system, messages);
                options.Placement = placement;
            });

            (await chain.AskAsync(Ask())).Report.AddedBreakpoints.Should().Equal(expected);
        }
    }

    [Theory]
    [InlineData(CacheControlPlacement.Habit)]
    [InlineData(CacheControlPlacement.Learned)]
    public async Task Without_five_minutes_everything_is_written_for_an_hour(CacheControlPlacement placement)
    {
        using var chain = Chain(options => (options.AllowFiveMinutes, options.Placement) = (false, placement));

        await chain.AskAsync(Ask());

        var usage = chain.Emulator.Calls.Single().Usage!;
        usage.Written5mTokens.Should().Be(0);
        usage.Written1hTokens.Should().BePositive();
    }

    [Theory]
    [InlineData(CacheControlPlacement.Habit)]
    [InlineData(CacheControlPlacement.Learned)]
    public async Task Without_an_hour_everything_is_written_for_five_minutes_whatever_the_pauses(CacheControlPlacement placement)
    {
        using var chain = Chain(options => (options.AllowOneHour, options.Placement) = (false, placement));

        for (var time = 0; time < 20; time++)
        {
            chain.Clock.Advance(TimeSpan.FromMinutes(12));
            await chain.AskAsync(Ask($"{time}"));
        }

        chain.Emulator.Calls.Sum(call => call.Usage!.Written1hTokens).Should().Be(0);
    }

    [Theory]
    [InlineData("claude-haiku-5-5", 100_000, 0)]
    [InlineData("CLAUDE-HAIKU-5-5", 100_000, 0)]
    [InlineData("claude-sonnet-5-5", 100_000, 3)]
    public async Task The_own_minimum_of_a_model_overrides_the_catalog(string model, int minimum, int expected)
    {
        using var chain = Chain(options => options.MinTokens[model] = minimum);

        (await chain.AskAsync(Ask())).Report.AddedBreakpoints.Should().HaveCount(expected);
    }

    [Fact]
    public async Task Options_are_live()
    {
        using var chain = Chain(static _ => { });

        (await chain.AskAsync(Ask("one"))).Report.Arm.Should().Be(CacheControlArm.Treated);
        chain.Options.CacheControl.Shadow = true;
        (await chain.AskAsync(Ask("two"))).Report.Arm.Should().Be(CacheControlArm.Shadow);
        chain.Options.CacheControl.Placement = CacheControlPlacement.AsSent;
        (await chain.AskAsync(Ask("three"))).Report.Arm.Should().Be(CacheControlArm.None);
    }

    private static ChainUnderTest Chain(Action<CacheControlOptions> configure, params ICallObserver[] observers) => new(options =>
    {
        options.CacheControl.Placement = CacheControlPlacement.Habit;
        configure(options.CacheControl);
        options.Observers = observers;
    });

    private sealed class Observer(List<CallReport> reports) : ICallObserver
    {
        public void OnCallCompleted(CallReport report) => reports.Add(report);
    }
}
