using PromptCaching.Testing;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.CacheControl.Placements;

namespace PromptCaching.Tests.CacheControl;

/// <summary>A server that refuses our markers, against all that we know: the caller is answered all the same.</summary>
public sealed class MarkerRefusalTests
{
    private const string TooMany = "A maximum of 4 blocks with cache_control may be provided. Found 5.";
    private const string NotHere = "messages.0.content.0.text.cache_control: Extra inputs are not permitted";

    [Fact]
    public async Task A_request_whose_markers_are_refused_is_sent_once_more_as_the_caller_wrote_it()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(Refusal(TooMany));

        var answered = await chain.AskAsync(Ask());

        answered.Status.Should().Be(200);
        chain.Emulator.Calls.Should().HaveCount(2);
        chain.Emulator.Calls[0].Body.ToArray().Utf8().Should().Contain("cache_control");
        chain.Emulator.Calls[1].Body.ToArray().Utf8().Should().Be(Ask());
        answered.Report.MarkersRefused.Should().Be(TooMany);
        answered.Report.PlannedBreakpoints.Should().NotBeEmpty();
        answered.Report.AddedBreakpoints.Should().BeEmpty();
        answered.Report.Attempts.Should().Be(2);
        answered.Report.Error.Should().BeNull();
        chain.Loggers.Lines.Should().ContainSingle(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains(TooMany));
    }

    [Fact]
    public async Task For_an_hour_nothing_is_added_there_and_then_it_is_tried_again()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(Refusal(TooMany));
        await chain.AskAsync(Ask("first"));

        chain.Clock.Advance(TimeSpan.FromMinutes(59));
        (await chain.AskAsync(Ask("second"))).Report.AddedBreakpoints.Should().BeEmpty();
        chain.Clock.Advance(TimeSpan.FromMinutes(1));
        (await chain.AskAsync(Ask("third"))).Report.AddedBreakpoints.Should().NotBeEmpty();
        chain.Upstream.Should().Be(4);
    }

    [Fact]
    public async Task Only_the_level_that_the_API_named_is_left_out()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(Refusal(NotHere));

        await chain.AskAsync(Ask("first"));

        (await chain.AskAsync(Ask("second"))).Report.AddedBreakpoints.Should().Equal("tools.0", "system.0");
    }

    [Theory]
    [InlineData("another model")]
    [InlineData("another key")]
    public async Task Where_nothing_was_refused_markers_are_added_as_before(string what)
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(Refusal(TooMany));
        await chain.AskAsync(Ask("first"));

        var answered = await chain.AskAsync(
            Ask("second", what == "another model" ? "claude-sonnet-5-5" : "claude-haiku-5-5"),
            request => request.Headers.Add("x-api-key", what == "another key" ? "other" : "key-of-the-test"));

        answered.Report.AddedBreakpoints.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_complaint_that_comes_without_our_markers_too_is_the_callers_and_is_not_remembered()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(Refusal(NotHere));
        chain.Emulator.Enqueue(Refusal(NotHere));

        var refused = await chain.AskAsync(Ask("first"));

        refused.Status.Should().Be(400);
        refused.Text.Should().Contain(NotHere);
        chain.Upstream.Should().Be(2);
        (await chain.AskAsync(Ask("second"))).Report.AddedBreakpoints.Should().Equal(Everywhere);
    }

    [Fact]
    public async Task What_the_refused_request_would_have_written_is_not_counted_on()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(Refusal(NotHere));
        await chain.AskAsync(Ask("first"));

        var second = await chain.AskAsync(Ask("second"));
        var third = await chain.AskAsync(Ask("third"));

        second.Report.Usage!.CacheRead.Should().Be(0);
        second.Report.Usage.CacheWrite.Should().BePositive();
        third.Report.Usage!.CacheRead.Should().Be(second.Report.Usage.CacheWrite);
    }

    [Theory]
    [InlineData("as sent")]
    [InlineData("in the shadow")]
    [InlineData("too short")]
    public async Task Where_nothing_was_added_nothing_is_sent_again(string how)
    {
        using var chain = new ChainUnderTest(options => options.CacheControl.Shadow = how == "in the shadow");
        chain.Emulator.Enqueue(Refusal(TooMany));
        var body = how == "too short" ? """{"model":"claude-haiku-5-5","max_tokens":1,"messages":[{"role":"user","content":"q"}]}""" : Ask();

        var refused = await chain.AskAsync(
            body, request => new ClaudeCall { CacheControl = how == "as sent" ? CacheControlMode.AsSent : null }.Set(request));

        refused.Status.Should().Be(400);
        refused.Text.Should().Contain(TooMany);
        refused.Report.MarkersRefused.Should().BeNull();
        chain.Upstream.Should().Be(1);
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}""")]
    [InlineData("")]
    [InlineData("<html>Bad Request</html>")]
    public async Task A_400_about_something_else_reaches_the_caller_whole(string body)
    {
        var server = new ScriptedServer(_ => new ScriptedAnswer(body.Utf8(), 400) { PieceSize = static () => 7 });
        using var chain = new ChainUnderTest(server: server);

        var refused = await chain.AskAsync(Ask());

        refused.Text.Should().Be(body);
        refused.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        refused.Report.MarkersRefused.Should().BeNull();
        server.Bodies.Should().ContainSingle();
    }

    [Fact]
    public async Task A_page_too_long_to_be_the_APIs_is_not_searched_and_reaches_the_caller_whole()
    {
        var page = "cache_control " + Texts.Words(20_000);
        var server = new ScriptedServer(_ => new ScriptedAnswer(page.Utf8(), 400) { PieceSize = static () => 1000 });
        using var chain = new ChainUnderTest(server: server);

        var refused = await chain.AskAsync(Ask());

        refused.Text.Should().Be(page);
        server.Bodies.Should().ContainSingle();
    }

    [Fact]
    public async Task Other_statuses_are_not_looked_into()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Error(500, "api_error", TooMany));

        (await chain.AskAsync(Ask())).Status.Should().Be(500);

        chain.Upstream.Should().Be(1);
    }

    private static EmulatedAnswer Refusal(string message) => EmulatedAnswer.Error(400, "invalid_request_error", message);
}
