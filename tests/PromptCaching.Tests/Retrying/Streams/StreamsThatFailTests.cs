using System.Net;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Client;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying.Streams;

/// <summary>Before its first content a stream belongs to nobody; afterwards it belongs to the caller.</summary>
public sealed class StreamsThatFailTests : IAsyncLifetime
{
    private static readonly MessageRequest _question = MessageRequest.From("Again?");
    private static readonly EmulatedAnswer _answer = EmulatedAnswer.Text("A longer answer of several pieces.");
    private readonly ClaudeUnderTest _claude = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _claude.DisposeAsync().AsTask();

    [Theory]
    [InlineData("overloaded_error")]
    [InlineData("api_error")]
    [InlineData("rate_limit_error")]
    [InlineData("timeout_error")]
    [InlineData("error_of_the_future")]
    public async Task An_error_before_any_content_is_repeated_like_its_status(string type)
    {
        _claude.Emulator.Enqueue(_answer.ErrorAfter(2, type));

        var (text, report) = await ReadAsync();

        text.Should().NotBeEmpty();
        report.Should().BeEquivalentTo(new { Attempts = 2, Error = (string?)null, Source = CallSource.Api });
        report.AmbiguousAttempts.Should().Be(type == "timeout_error" ? 1 : 0);
    }

    [Fact]
    public async Task An_error_that_lasts_is_not_repeated()
    {
        _claude.Emulator.Enqueue(_answer.ErrorAfter(1, "invalid_request_error"));

        await ((Func<Task>)ReadAsync).Should().ThrowAsync<ClaudeApiException>();

        _claude.Reports.Single().Should().BeEquivalentTo(new { Attempts = 1, Error = "invalid_request_error" });
    }

    [Fact]
    public async Task A_stream_that_is_cut_before_any_content_is_repeated_and_may_have_been_billed()
    {
        _claude.Emulator.Enqueue(_answer.CutAfter(1));
        _claude.Emulator.Enqueue(_answer.ResetAfter(2));

        var (text, report) = await ReadAsync();

        text.Should().NotBeEmpty();
        report.Should().BeEquivalentTo(new { Attempts = 3, AmbiguousAttempts = 2 });
    }

    [Fact]
    public async Task After_content_nothing_is_repeated_and_the_report_says_what_happened()
    {
        _claude.Emulator.Enqueue(_answer.ErrorAfter(6));

        var error = (await ((Func<Task>)ReadAsync).Should().ThrowAsync<ClaudeApiException>()).Which;

        error.MayHaveBeenBilled.Should().BeTrue();
        _claude.Reports.Single().Should().BeEquivalentTo(new { Attempts = 1, Error = "overloaded_error" });
    }

    [Fact]
    public async Task Given_up_on_it_is_an_answer_with_the_status_of_the_error()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            _claude.Emulator.Enqueue(_answer.ErrorAfter(2));
        }

        var error = (await ((Func<Task>)ReadAsync).Should().ThrowAsync<ClaudeApiException>()).Which;

        error.StatusCode.Should().Be((HttpStatusCode)529);
        _claude.Reports.Single().Should().BeEquivalentTo(new { Attempts = 4, Error = "overloaded_error", Source = CallSource.None });
    }

    [Fact]
    public async Task Given_up_on_a_cut_stream_is_handed_over_as_it_came()
    {
        for (var attempt = 0; attempt < 4; attempt++)
        {
            _claude.Emulator.Enqueue(_answer.CutAfter(2));
        }

        var error = (await ((Func<Task>)ReadAsync).Should().ThrowExactlyAsync<ClaudeException>()).Which;

        error.MayHaveBeenBilled.Should().BeTrue();
        _claude.Reports.Single().Should().BeEquivalentTo(new { Attempts = 4, AmbiguousAttempts = 4, Error = "incomplete" });
    }

    [Fact]
    public async Task Who_looks_on_sees_every_byte_once_although_the_beginning_was_read_ahead()
    {
        await ReadAsync();
        var stored = await _claude.Client.CreateMessageAsync(_question);

        stored.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
        _claude.Emulator.Calls.Should().HaveCount(1);
        _claude.Reports[0].Usage!.Output.Should().BePositive();
    }

    [Fact]
    public async Task A_beginning_that_never_ends_is_not_waited_for()
    {
        var pings = string.Concat(Enumerable.Repeat("event: ping\ndata: {\"type\": \"ping\"}\n\n", 3_000)).Utf8();
        var server = new ScriptedServer(_ => new ScriptedAnswer(pings, IsStream: true) { PieceSize = static () => 1_000 });
        using var chain = new ChainUnderTest(options => options.Retrying = new(), server);

        using var response = await chain.Http.SendAsync(
            ChainUnderTest.Post("""{"model":"claude-sonnet-5-5","stream":true,"max_tokens":1,"messages":[{"role":"user","content":"?"}]}""".Utf8()),
            HttpCompletionOption.ResponseHeadersRead);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        server.Bodies.Should().HaveCount(1);
    }

    [Theory]
    [InlineData("thinking")]
    [InlineData("redacted_thinking")]
    [InlineData("web_search_tool_result")]
    public async Task A_block_that_may_have_no_delta_before_its_end_belongs_to_the_caller_from_its_beginning(string block)
    {
        var beginning = "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"content\":[]}}\n\n"
            + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"" + block + "\"}}\n\n";
        var server = new ScriptedServer(_ => new ScriptedAnswer(beginning.Utf8(), IsStream: true));
        using var chain = new ChainUnderTest(options => options.Retrying = new(), server);

        using var response = await chain.Http.SendAsync(
            ChainUnderTest.Post("""{"model":"claude-sonnet-5-5","stream":true,"max_tokens":1,"messages":[{"role":"user","content":"?"}]}""".Utf8()),
            HttpCompletionOption.ResponseHeadersRead);

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        server.Bodies.Should().HaveCount(1, "thinking that is not shown takes its time, and whoever waits for a first byte has it");
    }

    /// <summary>The stream ends after the event: where that was content, or the end, it is the caller's; else it is asked for again.</summary>
    [Theory]
    [InlineData("""{"type":"ping"}""", 2)]
    [InlineData("""{"type":"content_block_start","content_block":{"type":"text"}}""", 2)]
    [InlineData("""{"type":"content_block_start","content_block":{"type":"tool_use"}}""", 2)]
    [InlineData("""{"type":"content_block_start","content_block":{"type":"server_tool_use"}}""", 2)]
    [InlineData("""{"type":"content_block_start","content_block":{"type":"mcp_tool_use"}}""", 2)]
    [InlineData("""{"type":"content_block_start"}""", 2)]
    [InlineData("""{"type":"content_block_start","content_block":{"type":"thinking"}}""", 1)]
    [InlineData("""{"type":"content_block_delta","delta":{"type":"text_delta","text":"So"}}""", 1)]
    [InlineData("""{"type":"message_delta","delta":{"stop_reason":"end_turn"}}""", 1)]
    [InlineData("""{"type":"message_stop"}""", 1)]
    public async Task Content_and_the_end_of_an_answer_belong_to_the_caller_and_nothing_before_them(string last, int attempts)
    {
        const string first = """{"type":"message_start","message":{"id":"m","content":[]}}""";

        (await CountAsync(Texts.Stream(first, last))).Should().Be(attempts);
        (await CountAsync($"data: {first}\n\ndata: {last}\n\n")).Should().Be(attempts, "an event without a name says its type itself");
    }

    [Fact]
    public async Task What_is_no_json_decides_nothing() => (await CountAsync("event: content_block_start\ndata: {\n\ndata: {\n\n")).Should().Be(2);

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error"}}""", """{"type":"message_stop"}""", 2)]
    [InlineData("""{"type":"message_delta","delta":{}}""", """{"type":"error","error":{"type":"overloaded_error"}}""", 1)]
    public async Task Of_an_error_and_content_that_come_together_the_first_decides(string first, string second, int attempts) =>
        (await CountAsync(Texts.Stream(first, second))).Should().Be(attempts);

    /// <summary>How often a stream is asked for that could be asked for twice.</summary>
    private static async Task<int> CountAsync(string stream)
    {
        var server = new ScriptedServer(_ => new ScriptedAnswer(stream.Utf8(), IsStream: true));
        using var chain = new ChainUnderTest(static options => options.Retrying = new() { MaxRetries = 1 }, server);
        var asking = chain.Http.SendAsync(
            ChainUnderTest.Post("""{"model":"claude-sonnet-5-5","stream":true,"max_tokens":1,"messages":[{"role":"user","content":"?"}]}""".Utf8()),
            HttpCompletionOption.ResponseHeadersRead);
        while (!asking.IsCompleted)
        {
            chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await asking).Dispose();
        return server.Bodies.Count;
    }

    private async Task<(string Text, CallReport Report)> ReadAsync()
    {
        await using var stream = await _claude.RunAsync(_claude.Client.StreamMessageAsync(_question));
        var message = await stream.GetFinalMessageAsync();
        return (message.Text, stream.CallReport!);
    }
}
