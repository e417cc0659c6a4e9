using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Answers;

public sealed class ScriptTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Queued_answers_are_given_in_order_and_then_the_usual_one()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        _server.Emulator.Enqueue(EmulatedAnswer.ServerError());
        _server.Emulator.Enqueue(EmulatedAnswer.Text("Yes."));

        (await _server.AskAsync(Request())).Status.Should().Be(529);
        (await _server.AskAsync(Request())).Status.Should().Be(500);
        (await _server.AnswerAsync(Request())).GetProperty("content")[0].GetProperty("text").GetString().Should().Be("Yes.");
        (await _server.AnswerAsync(Request())).GetProperty("content")[0].GetProperty("text").GetString().Should().StartWith("You asked");
    }

    [Fact]
    public async Task An_invalid_request_leaves_the_queue_as_it_is()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        (await _server.AskAsync(Some.Request())).Status.Should().Be(400);
        (await _server.AskAsync(Request())).Status.Should().Be(529);
    }

    [Fact]
    public async Task A_rate_limit_names_the_wait_and_any_header()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.RateLimited(TimeSpan.FromSeconds(7)).WithHeader("anthropic-ratelimit-requests-remaining", "0"));
        using var response = await _server.SendAsync(Request());

        ((int)response.StatusCode).Should().Be(429);
        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(7));
        response.Headers.GetValues("anthropic-ratelimit-requests-remaining").Should().Equal("0");
    }

    [Fact]
    public async Task A_hook_chooses_by_request()
    {
        using var server = new Server(new ClaudeEmulatorOptions
        {
            Answer = static request => request.Question == "Refuse" ? EmulatedAnswer.Text("No.").WithStopReason("refusal") : null,
        });

        (await server.AnswerAsync(Some.Request().User("Refuse"))).GetProperty("stop_reason").GetString().Should().Be("refusal");
        (await server.AnswerAsync(Some.Request().User("Answer"))).GetProperty("stop_reason").GetString().Should().Be("end_turn");
    }

    [Fact]
    public async Task A_stream_can_end_before_it_is_complete()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.CutAfter(4));

        Sse.Parse((await _server.AskAsync(Request().With("stream", true))).Body).Select(static one => one.Event)
            .Should().Equal("message_start", "content_block_start", "ping", "content_block_delta");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_can_be_cut_at_any_byte(bool stream)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.CutAfterBytes(10));

        (await _server.AskAsync(Request().With("stream", stream))).Body.Should().HaveLength(10);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_can_break_in_the_middle(bool stream)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.ResetAfter(1));
        using var response = await _server.SendAsync(Request().With("stream", stream));
        await using var body = await response.Content.ReadAsStreamAsync();

        (await body.ReadAsync(new byte[64 * 1024])).Should().BePositive();
        await body.Invoking(static async rest => await rest.ReadAsync(new byte[64])).Should().ThrowAsync<HttpIOException>();
    }

    [Fact]
    public async Task An_error_can_come_in_mid_stream()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Text("Hello there").ErrorAfter(4));
        var events = Sse.Parse((await _server.AskAsync(Request().With("stream", true))).Body);

        events.Should().HaveCount(5);
        events[^1].Event.Should().Be("error");
        events[^1].Data.GetRawText().Should().Be("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""");
    }

    [Fact]
    public async Task A_connection_can_fail_before_any_answer()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());

        await _server.Invoking(static server => server.SendAsync(Request())).Should().ThrowAsync<HttpRequestException>();
        _server.Emulator.Calls.Should().ContainSingle().Which.Status.Should().Be(0);
    }

    private static JsonObject Request() => Some.Request().User("What now?");
}
