using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Testing;
using PromptCaching.Tests.CacheControl.Generated;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>Whatever is expected to pay, the markers obey the API: their number, their places, the order of their TTLs.</summary>
public sealed class PlannedMarkersTests
{
    private const string Long = "a text that is long enough for a marker, at a minimum of one token";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_callers_markers_count_towards_the_four(int own)
    {
        var blocks = Enumerable.Range(0, 6).Select(index => Text($"{index} {Long}", index < own ? ""","cache_control":{"type":"ephemeral"}""" : ""));
        var body = $$"""{"model":"m","tools":[{"name":"a"}],"system":"{{Long}}","messages":[{"role":"user","content":[{{string.Join(',', blocks)}}]}]}""";

        var plan = Plan(body.Utf8(), new PrefixLedger(new ManualTimeProvider()), out var callers);

        callers.Count.Should().Be(own);
        callers.Free.Should().Be(4 - own);
        plan.Breakpoints.Count.Should().BeLessThanOrEqualTo(4 - own);
    }

    [Fact]
    public void Nothing_of_ours_lasts_an_hour_behind_five_minutes_of_the_callers_whatever_follows()
    {
        // What looks like a marker of an hour in the result of a tool is not always one, so it must not draw ours behind the five minutes.
        var result = """{"type":"advisor_tool_result","tool_use_id":"a","content":{"cache_control":{"type":"ephemeral","ttl":"1h"}}}""";
        var five = Text("a " + Long, ""","cache_control":{"type":"ephemeral"}""");
        var body = $$"""{"model":"m","messages":[{"role":"user","content":[{{five}},{{Text("b " + Long)}}]},{"role":"assistant","content":[{{result}}]},{"role":"user","content":[{{Text("c " + Long)}}]}]}""";

        var outline = RequestOutline.Of(body.Utf8())!;
        var path = PromptPath.Of(outline, 0);
        var callers = CallerMarkers.Of(outline, path.Steps);
        var slots = new MarkerSlots(path, PathKnowledge.None, callers, new PlanRules { MinTokens = 1 });

        callers.Should().BeEquivalentTo(new { FirstFiveMinutes = 0, LastOneHour = 2 });
        slots.Place([new Choice(1, MarkerReason.Branch)], new WriteExtent(-1, -1)).Single().IsOneHour.Should().BeFalse();
    }

    [Fact]
    public void Automatic_caching_takes_one_and_the_tail()
    {
        var body = $$"""{"model":"m","cache_control":{"type":"ephemeral"},"messages":[{"role":"user","content":[{{Text("a " + Long)}},{{Text("b " + Long)}}]}]}""";

        var plan = Plan(body.Utf8(), new PrefixLedger(new ManualTimeProvider()), out var callers);

        callers.Should().BeEquivalentTo(new { Count = 1, IsTailTaken = true, Last = 1 });
        plan.Places.Should().NotContain("messages.0.content.1");
    }

    [Fact]
    public void The_callers_ttls_set_bounds_to_ours()
    {
        const string Hour = ""","cache_control":{"type":"ephemeral","ttl":"1h"}""";
        const string Five = ""","cache_control":{"type":"ephemeral"}""";
        var body = $$"""{"model":"m","messages":[{"role":"user","content":[{{Text("a")}},{{Text("b", Hour)}},{{Text("c")}},{{Text("d", Five)}},{{Text("e")}}]}]}""";

        Plan(body.Utf8(), new PrefixLedger(new ManualTimeProvider()), out var callers);

        callers.Should().BeEquivalentTo(new { LastOneHour = 1, FirstFiveMinutes = 3, Last = 3, Free = 2 });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Markers_of_any_request_obey_the_API(int seed)
    {
        var ledger = new PrefixLedger(new ManualTimeProvider());
        foreach (var request in Session.Write(new Random(seed), 60))
        {
            var plan = Plan(request.Body, ledger, out var callers);

            (plan.Breakpoints.Count + callers.Count).Should().BeLessThanOrEqualTo(Math.Max(4, callers.Count));
            plan.Breakpoints.All(breakpoint => breakpoint.Block is { CanCarryMarker: true, IsMarked: false }).Should().BeTrue();
            plan.Breakpoints.Select(breakpoint => breakpoint.Step).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
            callers.Markers.Concat(plan.Breakpoints.Select(breakpoint => new SentMarker(breakpoint.Step, breakpoint.IsOneHour)))
                .OrderBy(marker => marker.Step).Select(marker => marker.IsOneHour ? 0 : 1).Should().BeInAscendingOrder();
        }
    }

    private static string Text(string text, string marker = "") => $$"""{"type":"text","text":"{{text}}"{{marker}}}""";

    private static BreakpointPlan Plan(byte[] body, PrefixLedger ledger, out CallerMarkers callers)
    {
        callers = new CallerMarkers([], 0, false);
        if (RequestOutline.Of(body) is not { } outline)
        {
            return BreakpointPlan.None;
        }

        var path = PromptPath.Of(outline, isolation: 1);
        callers = CallerMarkers.Of(outline, path.Steps);
        var call = ledger.Observe(path, ConversationShape.Of(outline, body), callers.Markers.Select(marker => marker.Step), tokensPerByte: 0.25);
        var plan = BreakpointPlanner.Plan(path, call.Knowledge, callers, new PlanRules { MinTokens = 1 });
        ledger.Send(call, [.. callers.Markers, .. plan.Breakpoints.Select(breakpoint => new SentMarker(breakpoint.Step, breakpoint.IsOneHour))]);
        ledger.Begin(call);
        return plan;
    }
}
