using System.Text;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Wire;

public sealed class StreamTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_text_is_streamed_as_the_api_does()
    {
        var events = Sse.Parse((await _server.AskAsync(Request())).Body);

        events.Should().OnlyContain(one => one.Data.GetProperty("type").GetString() == one.Event);
        var names = events.Select(static one => one.Event).ToArray();
        names.Take(3).Should().Equal("message_start", "content_block_start", "ping");
        names.Skip(3).SkipLast(3).Should().HaveCountGreaterThanOrEqualTo(2).And.OnlyContain(name => name == "content_block_delta");
        names.TakeLast(3).Should().Equal("content_block_stop", "message_delta", "message_stop");
    }

    [Fact]
    public async Task The_start_carries_the_cache_counters_and_the_end_the_output()
    {
        var request = Request().System(Some.Text(2000, ttl: "1h"));
        await _server.AskAsync(request);
        var events = Sse.Parse((await _server.AskAsync(request)).Body);
        var start = events[0].Data.GetProperty("message");
        var end = events[^2].Data;

        start.GetProperty("content").GetArrayLength().Should().Be(0);
        start.GetProperty("stop_reason").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        start.GetProperty("usage").GetProperty("cache_read_input_tokens").GetInt32().Should().Be(2000);
        start.GetProperty("usage").GetProperty("cache_creation").GetProperty("ephemeral_1h_input_tokens").GetInt32().Should().Be(0);
        start.GetProperty("usage").GetProperty("output_tokens").GetInt32().Should().Be(1);
        end.GetProperty("delta").GetProperty("stop_reason").GetString().Should().Be("end_turn");
        end.GetProperty("usage").GetProperty("cache_read_input_tokens").GetInt32().Should().Be(2000);
        end.GetProperty("usage").GetProperty("output_tokens").GetInt32().Should().Be(_server.Emulator.Calls[^1].Usage!.OutputTokens);
        end.GetProperty("usage").TryGetProperty("cache_creation", out _).Should().BeFalse();
    }

    [Fact]
    public async Task The_pieces_add_up_to_the_answer_without_streaming()
    {
        var streamed = Sse.Parse((await _server.AskAsync(Request())).Body)
            .Where(static one => one.Event == "content_block_delta")
            .Select(static one => one.Data.GetProperty("delta").GetProperty("text").GetString());
        var whole = await _server.AnswerAsync(Request().With("stream", false));

        string.Concat(streamed).Should().Be(whole.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task The_input_of_a_tool_call_begins_with_an_empty_piece()
    {
        var request = Request().Tools(Some.Tool("look")).With("tool_choice", new JsonObject { ["type"] = "any" });
        _server.Emulator.Enqueue(EmulatedAnswer.Content("""[{"type":"tool_use","id":"t1","name":"look","input":{"q":"where it is"}}]"""));
        var events = Sse.Parse((await _server.AskAsync(request)).Body);
        var start = events.Single(static one => one.Event == "content_block_start").Data.GetProperty("content_block");
        var pieces = events.Where(static one => one.Event == "content_block_delta")
            .Select(static one => one.Data.GetProperty("delta").GetProperty("partial_json").GetString()).ToArray();

        start.GetProperty("input").GetRawText().Should().Be("{}");
        start.GetProperty("name").GetString().Should().Be("look");
        pieces[0].Should().BeEmpty();
        string.Concat(pieces).Should().Be("""{"q": "where it is"}""");
        events[^2].Data.GetProperty("delta").GetProperty("stop_reason").GetString().Should().Be("tool_use");
    }

    [Fact]
    public async Task Thinking_and_citations_have_deltas_of_their_own()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Content(
            """[{"type":"thinking","thinking":"hmm, well","signature":"sig"},{"type":"text","text":"So.","citations":[{"type":"char_location"}]},{"type":"novel","data":1}]"""));
        var events = Sse.Parse((await _server.AskAsync(Request())).Body);
        var deltas = events.Where(static one => one.Event == "content_block_delta").Select(static one => one.Data.GetProperty("delta").GetProperty("type").GetString());

        deltas.Distinct().Should().Equal("thinking_delta", "signature_delta", "citations_delta", "text_delta");
        events.Where(static one => one.Event == "content_block_start").ElementAt(1).Data.GetProperty("content_block").GetProperty("citations").GetArrayLength().Should().Be(0);
        events.Last(static one => one.Event == "content_block_start").Data.GetProperty("content_block").GetRawText().Should().Be("""{"type":"novel","data":1}""");
    }

    [Fact]
    public async Task Each_event_is_an_arrival_of_its_own()
    {
        using var response = await _server.SendAsync(Request());
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var arrivals = new List<string>();
        while (await stream.ReadAsync(buffer) is > 0 and var count)
        {
            arrivals.Add(Encoding.UTF8.GetString(buffer, 0, count));
        }

        arrivals.Should().HaveCountGreaterThan(7).And.OnlyContain(static text => text.StartsWith("event: ") && text.EndsWith("\n\n"));
    }

    [Fact]
    public async Task Delays_pass_on_the_clock()
    {
        using var server = new Server(new ClaudeEmulatorOptions { TimeToFirstByte = TimeSpan.FromSeconds(1), DelayBetweenEvents = TimeSpan.FromMilliseconds(10) });
        var start = server.Clock.GetUtcNow();
        var answer = server.AskAsync(Request());
        while (!answer.IsCompleted)
        {
            if (!server.Clock.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        var events = Sse.Parse((await answer).Body).Count;
        (server.Clock.GetUtcNow() - start).Should().Be(TimeSpan.FromSeconds(1) + (TimeSpan.FromMilliseconds(10) * (events - 1)));
    }

    [Fact]
    public async Task A_delay_ends_when_the_caller_leaves()
    {
        using var server = new Server(new ClaudeEmulatorOptions { DelayBetweenEvents = TimeSpan.FromSeconds(1) });
        using var leaving = new CancellationTokenSource();
        using var response = await server.SendAsync(Request());
        await using var stream = await response.Content.ReadAsStreamAsync();
        _ = await stream.ReadAsync(new byte[64 * 1024]);
        var next = stream.ReadAsync(new byte[64], leaving.Token).AsTask();
        await leaving.CancelAsync();

        await next.Invoking(static read => read).Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData(true, "text/event-stream; charset=utf-8")]
    [InlineData(false, "application/json")]
    public async Task The_headers_are_those_of_the_api(bool stream, string contentType)
    {
        using var response = await _server.SendAsync(Request().With("stream", stream));

        response.Content.Headers.NonValidated["content-type"].ToString().Should().Be(contentType);
        response.Headers.Select(static header => header.Key).Should().Contain(["request-id", "anthropic-organization-id"]);
        response.Headers.Contains("anthropic-ratelimit-requests-limit").Should().BeFalse("no limit is enforced");
        (response.Headers.CacheControl?.NoCache == true).Should().Be(stream);
    }

    [Fact]
    public async Task Spaces_pad_every_event_but_the_ping()
    {
        var lines = (await _server.AskAsync(Request())).Body.Split('\n').Where(static line => line.StartsWith("data: ")).ToArray();

        lines.Should().Contain("data: {\"type\": \"ping\"}");
        lines.Should().Contain(static line => line.EndsWith(" }"));
        lines.Select(static line => line.Length - 1 - line[..^1].TrimEnd(' ').Length).Should().OnlyContain(static spaces => spaces <= 15);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var same = new Server();
        using var other = new Server(new ClaudeEmulatorOptions { Seed = 1 });
        var text = (await _server.AskAsync(Request())).Body;

        (await same.AskAsync(Request())).Body.Should().Be(text);
        (await other.AskAsync(Request())).Body.Should().NotBe(text);
    }

    [Fact]
    public async Task A_tool_input_comes_one_whole_pair_at_a_time()
    {
        _server.Emulator.Enqueue(ToolCall("""{"city":"Köln","days":[1,2],"deep":{"a":null}}"""));
        var pieces = Pieces(Sse.Parse((await _server.AskAsync(Request())).Body));

        string.Concat(pieces).Should().Be("""{"city": "Köln", "days": [1, 2], "deep": {"a": null}}""");
        pieces.Should().Contain(static piece => piece.StartsWith(", \"d")).And.OnlyContain(static piece => piece.IndexOf(", \"d", StringComparison.Ordinal) <= 0);
    }

    [Fact]
    public async Task An_input_without_properties_is_one_empty_piece()
    {
        _server.Emulator.Enqueue(ToolCall("{}"));

        Pieces(Sse.Parse((await _server.AskAsync(Request())).Body)).Should().Equal("");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_eager_input_is_not_checked(bool byHeader)
    {
        var tool = Some.Tool("look");
        tool["eager_input_streaming"] = !byHeader;
        using var request = Server.Post(Request().Tools(tool).ToJsonString());
        if (byHeader)
        {
            request.Headers.Add("anthropic-beta", "fine-grained-tool-streaming-2025-05-14");
        }

        _server.Emulator.Enqueue(ToolCall("\"{\\\"city\\\": \\\"Kö\""));
        using var response = await _server.SendAsync(request);

        string.Concat(Pieces(Sse.Parse(await response.Content.ReadAsStringAsync()))).Should().Be("{\"city\": \"Kö");
    }

    [Fact]
    public async Task Thinking_that_is_not_displayed_leaves_its_signature()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Content("""[{"type":"thinking","thinking":"hmm, well","signature":"sig"},{"type":"redacted_thinking","data":"xyz"}]"""));
        var request = Request().With("thinking", new JsonObject { ["type"] = "adaptive", ["display"] = "omitted" });
        var events = Sse.Parse((await _server.AskAsync(request)).Body);

        events.Where(static one => one.Event == "content_block_delta").Select(static one => one.Data.GetProperty("delta").GetRawText())
            .Should().Equal("""{"type":"signature_delta","signature":"sig"}""");
        events.Last(static one => one.Event == "content_block_start").Data.GetProperty("content_block").GetRawText()
            .Should().Be("""{"type":"redacted_thinking","data":"xyz"}""");
        events[^2].Data.GetProperty("usage").GetProperty("output_tokens_details").GetRawText().Should().Be("""{"thinking_tokens":4}""");
    }

    private static EmulatedAnswer ToolCall(string input) => EmulatedAnswer.Content($$"""[{"type":"tool_use","id":"t1","name":"look","input":{{input}}}]""");

    private static string[] Pieces(IEnumerable<(string Event, System.Text.Json.JsonElement Data)> events) =>
    [
        .. events.Where(static one => one.Event == "content_block_delta")
            .Select(static one => one.Data.GetProperty("delta").GetProperty("partial_json").GetString()!),
    ];

    private static JsonObject Request() => Some.Request().User("What is the answer?").With("stream", true);
}
