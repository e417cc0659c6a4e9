using PromptCaching.Bodies;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Tests.CacheControl.Planning;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>Every breakpoint of a request, the caller's and ours, in the order of the prompt and with its reason.</summary>
public sealed class BreakpointListTests
{
    [Theory]
    [InlineData(MarkerReason.Write, "expected to be used again within five minutes")]
    [InlineData(MarkerReason.WriteForAnHour, "expected to be used again after longer pauses")]
    [InlineData(MarkerReason.Read, "an entry ends here that the later breakpoints would not reach")]
    [InlineData(MarkerReason.Refresh, "others read the entry that ends here, and this keeps it alive")]
    [InlineData(MarkerReason.Branch, "requests are expected to branch here")]
    [InlineData(MarkerReason.Habit, "the habit of marking tools, system prompt and tail")]
    public void Ours_say_what_they_are_for(object reason, string words)
    {
        var path = PlannedPath.With();
        var plan = new BreakpointPlan([new Breakpoint(path.Path.Steps[1].Block, false) { Step = 1, Reason = (MarkerReason)reason }]);

        BreakpointList.Of(path.Path.Steps, path.Callers, plan).Should().Equal(
            new PlannedBreakpoint { Place = "tools.1", TimeToLive = TimeSpan.FromMinutes(5), IsCallers = false, Reason = words });
    }

    [Fact]
    public void All_stand_in_the_order_of_the_prompt()
    {
        var path = PlannedPath.With(tool: PlannedPath.Hour, question: PlannedPath.Five, request: "\"cache_control\":{\"type\":\"ephemeral\"},");
        var plan = new BreakpointPlan([new Breakpoint(path.Path.Steps[3].Block, true) { Step = 3, Reason = MarkerReason.Branch }]);

        var list = BreakpointList.Of(path.Path.Steps, path.Callers, plan);

        list.Select(breakpoint => $"{breakpoint.Place} {breakpoint.TimeToLive.TotalMinutes} {breakpoint.IsCallers} {breakpoint.Reason}").Should().Equal(
            "tools.1 60 True set by the caller",
            "system.1 60 False requests are expected to branch here",
            "messages.0.content.0 5 True set by the caller",
            "messages.0.content.1 5 True automatic caching, as the caller asked");
    }

    [Fact]
    public void Automatic_caching_of_an_empty_prompt_stands_at_its_messages()
    {
        var path = new PlannedPath("""{"cache_control":{"type":"ephemeral"},"messages":[]}""");

        BreakpointList.Of(path.Path.Steps, path.Callers, BreakpointPlan.None).Single().Place.Should().Be("messages");
    }

    [Theory]
    [InlineData("msg_01-Ab", "\"msg_01-Ab\"")]
    [InlineData(null, "null")]
    [InlineData("", "null")]
    [InlineData("msg\"1", "null")]
    [InlineData("msg é", "null")]
    public void An_answer_is_named_to_the_API_if_its_id_looks_like_one(string? id, string named)
    {
        var body = """{"a":{} } """.Utf8();

        var splice = DiagnosticsRequest.AddTo([], body, id).Single();

        splice.Offset.Should().Be(8);
        splice.Text.Span.Utf8().Should().Be($$""","diagnostics":{"previous_message_id":{{named}}}""");
    }

    [Theory]
    [InlineData(256, true)]
    [InlineData(257, false)]
    public void An_id_of_more_than_256_letters_is_none(int length, bool isNamed) =>
        DiagnosticsRequest.AddTo([], "{}"u8, new string('a', length)).Single().Text.Span.Utf8().Contains("null", StringComparison.Ordinal).Should().Be(!isNamed);

    [Fact]
    public void The_question_stands_behind_all_else_that_is_put_in()
    {
        Splice[] given = [new(1, "x"u8.ToArray())];

        DiagnosticsRequest.AddTo(given, "{}"u8, null).Should().HaveCount(2).And.StartWith(given);
    }
}
