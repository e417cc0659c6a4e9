using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

public class BreakpointPlanTests
{
    [Theory]
    [MemberData(nameof(GoldenBodies.Names), MemberType = typeof(GoldenBodies))]
    public async Task A_body_is_marked_as_a_careful_caller_would_mark_it(string name)
    {
        var body = GoldenBodies.Given(name).Utf8();
        using var content = new SplicedContent(body, Plan(body).ToSplices());

        (await content.ReadAsByteArrayAsync()).Utf8().Should().Be(GoldenBodies.Marked(name));
    }

    [Theory]
    [MemberData(nameof(GoldenBodies.Names), MemberType = typeof(GoldenBodies))]
    public void A_marked_body_has_four_markers_at_most_and_the_callers_among_them(string name)
    {
        var before = RequestOutline.Of(GoldenBodies.Given(name).Utf8())!;
        var after = RequestOutline.Of(GoldenBodies.Marked(name).Utf8())!;

        after.MarkerCount.Should().BeLessThanOrEqualTo(4);
        after.AutomaticMarker.Should().Be(before.AutomaticMarker);
        before.Blocks.Zip(after.Blocks).Where(pair => pair.First.Markers.Count > 0)
            .All(pair => pair.Second.Markers.Take(pair.First.Markers.Count).SequenceEqual(pair.First.Markers)).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(GoldenBodies.Names), MemberType = typeof(GoldenBodies))]
    public void A_marked_body_gets_no_further_marker_in_the_places_that_we_marked(string name)
    {
        var marked = GoldenBodies.Marked(name).Utf8();

        var places = Plan(GoldenBodies.Given(name).Utf8()).Breakpoints.Select(breakpoint => breakpoint.Place);

        Plan(marked).Breakpoints.Select(breakpoint => breakpoint.Place).Intersect(places).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1024, 3)]
    [InlineData(2400, 3)]
    [InlineData(2600, 3)]
    [InlineData(4096, 0)]
    public void Prefixes_far_below_the_minimum_of_the_model_get_none(int minimum, int expected)
    {
        Plan(GoldenBodies.Given("tools, system and tail").Utf8(), minimum).Breakpoints.Should().HaveCount(expected);
    }

    [Fact]
    public void Places_are_named_as_the_API_names_them() =>
        Plan(GoldenBodies.Given("tools, system and tail").Utf8()).Breakpoints.Select(breakpoint => breakpoint.Place)
            .Should().BeEquivalentTo("tools.1", "system.1", "messages.0.content.1");

    private static BreakpointPlan Plan(byte[] body, int minimum = 512)
    {
        var outline = RequestOutline.Of(body)!;
        var path = PromptPath.Of(outline, isolation: 0);
        return HabitPlanner.Plan(path, CallerMarkers.Of(outline, path.Steps), new PlanRules { MinTokens = minimum }, tokensPerByte: 0.25, hasTail: true);
    }
}
