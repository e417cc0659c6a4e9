using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.PromptCache;

public sealed class WritingAndReadingTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Without_a_marker_nothing_is_written_or_read()
    {
        var request = Some.Request().System(Some.Text(2000)).User(Some.Text(10));

        (await _server.BillAsync(request)).Should().Be(Bill.Of(input: 2010));
        (await _server.BillAsync(request)).Should().Be(Bill.Of(input: 2010));
    }

    [Fact]
    public async Task A_marked_prefix_is_written_once_and_then_read()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User(Some.Text(10));

        (await _server.BillAsync(request)).Should().Be(Bill.Of(input: 10, written5m: 2000));
        (await _server.BillAsync(request)).Should().Be(Bill.Of(input: 10, read: 2000));
    }

    [Fact]
    public async Task Stable_text_on_which_no_marker_ever_ended_is_not_found()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(2000)).User(Some.Text(10, "x", ttl: "5m")));

        (await _server.BillAsync(Some.Request().System(Some.Text(2000)).User(Some.Text(10, "y", ttl: "5m")))).Should().Be(Bill.Of(written5m: 2010));
    }

    [Fact]
    public async Task A_conversation_whose_last_block_is_marked_reads_the_turn_before()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(2000)).User(Some.Text(100, ttl: "5m")));

        var next = Some.Request().System(Some.Text(2000)).User(Some.Text(100)).Assistant(Some.Text(50, "y")).User(Some.Text(30, "z", ttl: "5m"));

        (await _server.BillAsync(next)).Should().Be(Bill.Of(written5m: 80, read: 2100));
    }

    [Fact]
    public async Task Moving_a_marker_does_not_change_the_prefix()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(1500, ttl: "5m"), Some.Text(500, "y")).User("Hi"));

        (await _server.BillAsync(Some.Request().System(Some.Text(1500), Some.Text(500, "y", ttl: "5m")).User("Hi")))
            .Should().Be(Bill.Of(input: 1, written5m: 500, read: 1500));
    }

    [Fact]
    public async Task A_prefix_below_the_minimum_of_the_model_is_silently_not_cached()
    {
        var shorter = Some.Request().System(Some.Text(1023, ttl: "5m")).User(Some.Text(500));
        await _server.BillAsync(shorter);

        (await _server.BillAsync(shorter)).Should().Be(Bill.Of(input: 1523));
        _server.Emulator.Calls[^1].Breakpoints.Should().Equal(new EmulatedBreakpoint("system.0", TimeSpan.FromMinutes(5), 1023, false, true));
        (await _server.BillAsync(Some.Request().System(Some.Text(1024, ttl: "5m")).User("Hi"))).Written5mTokens.Should().Be(1024);
    }

    [Theory]
    [InlineData("claude-opus-5-5", 512)]
    [InlineData("claude-sonnet-4-6", 1024)]
    [InlineData("claude-opus-4-7", 2048)]
    [InlineData("claude-haiku-4-5", 4096)]
    [InlineData("a-model-from-the-future", 1024)]
    public async Task The_minimum_is_that_of_the_model(string model, int minimum)
    {
        (await _server.BillAsync(Some.Request(model).System(Some.Text(minimum - 1, ttl: "5m")).User("Hi"))).Written5mTokens.Should().Be(0);
        (await _server.BillAsync(Some.Request(model).System(Some.Text(minimum, ttl: "5m")).User("Hi"))).Written5mTokens.Should().Be(minimum);
    }

    [Fact]
    public async Task The_minimum_counts_the_whole_prefix_tools_and_system_included()
    {
        var request = Some.Request().System(Some.Text(1000)).User(Some.Text(30, ttl: "5m"));

        (await _server.BillAsync(request)).Should().Be(Bill.Of(written5m: 1030));
    }

    [Fact]
    public async Task What_is_read_written_for_an_hour_and_for_five_minutes_is_billed_by_position()
    {
        var first = Some.Request().System(Some.Text(1100, ttl: "1h")).User("Hi");
        await _server.BillAsync(first);

        var second = Some.Request()
            .System(Some.Text(1100, ttl: "1h"), Some.Text(200, "y", ttl: "1h"))
            .User(Some.Text(300, "z", ttl: "5m"), Some.Text(40, "q"));

        (await _server.BillAsync(second)).Should().Be(Bill.Of(input: 40, written5m: 300, written1h: 200, read: 1100));
    }

    [Fact]
    public async Task A_marker_below_the_hit_that_has_no_entry_costs_and_writes_nothing()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(1100), Some.Text(200, "y", ttl: "5m")).User("Hi"));

        var both = Some.Request().System(Some.Text(1100, ttl: "1h"), Some.Text(200, "y", ttl: "5m")).User("Hi");
        (await _server.BillAsync(both)).Should().Be(Bill.Of(input: 1, read: 1300));

        var shorter = Some.Request().System(Some.Text(1100, ttl: "5m"), Some.Text(200, "other")).User("Hi");
        (await _server.BillAsync(shorter)).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task Parallel_cold_requests_both_write()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi").With("stream", true);
        using var first = await _server.SendAsync(request);
        using var second = await _server.SendAsync(request);

        _server.Emulator.Calls.Select(static call => call.Usage!.Written5mTokens).Should().Equal(2000, 2000);
    }

    [Fact]
    public async Task A_stream_makes_its_entries_visible_with_the_first_byte_that_is_read()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi");
        using var response = await _server.SendAsync(request.Copy().With("stream", true));
        (await _server.BillAsync(request)).ReadTokens.Should().Be(0);

        using var other = await _server.SendAsync(request.Copy().With("stream", true).With("model", "claude-sonnet-4-6"));
        await using var stream = await other.Content.ReadAsStreamAsync();
        _ = await stream.ReadAsync(new byte[1]);

        (await _server.BillAsync(request.Copy().With("model", "claude-sonnet-4-6"))).ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task An_errored_request_writes_nothing()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi");
        _server.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        await _server.AskAsync(request);

        (await _server.BillAsync(request)).Written5mTokens.Should().Be(2000);
    }

    [Fact]
    public async Task A_stream_that_fails_after_it_began_has_written()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi").With("stream", true);
        _server.Emulator.Enqueue(EmulatedAnswer.Default.ErrorAfter(1));
        await _server.AskAsync(request);

        (await _server.BillAsync(request)).ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task A_request_with_no_output_tokens_warms_the_cache()
    {
        var warm = Some.Request().System(Some.Text(2000, ttl: "1h")).User("warm").With("max_tokens", 0);
        var answer = await _server.AnswerAsync(warm);

        answer.GetProperty("content").GetArrayLength().Should().Be(0);
        answer.GetProperty("stop_reason").GetString().Should().Be("max_tokens");
        answer.GetProperty("usage").GetProperty("output_tokens").GetInt32().Should().Be(0);
        (await _server.BillAsync(Some.Request().System(Some.Text(2000, ttl: "1h")).User("Real"))).ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task Credentials_and_workspaces_share_nothing()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi");
        await _server.BillAsync(request);

        (await _server.BillAsync(request, key: "another")).ReadTokens.Should().Be(0);
        (await _server.BillAsync(request, workspace: "wrkspc_1")).ReadTokens.Should().Be(0);
        (await _server.BillAsync(request)).ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task A_key_is_the_same_credential_as_a_bearer_token()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi");
        await _server.BillAsync(request);

        using var bearer = Server.Post(request.ToJsonString(), key: null);
        bearer.Headers.Add("authorization", "Bearer key");
        using var response = await _server.SendAsync(bearer);

        _server.Emulator.Calls[^1].Usage!.ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task The_automatic_marker_lands_on_the_last_block_that_can_carry_one()
    {
        var request = Some.Request("claude-sonnet-4-5").System(Some.Text(2000)).User(Some.Text(100))
            .Assistant(Some.Text(50), new JsonObject { ["type"] = "thinking", ["thinking"] = Some.Words(20), ["signature"] = "s" })
            .With("cache_control", Some.Marker("1h"));

        (await _server.BillAsync(request)).Should().Be(Bill.Of(input: 20, written1h: 2150));
        _server.Emulator.Calls[^1].Breakpoints.Should().Equal(new EmulatedBreakpoint("messages.1.content.0", TimeSpan.FromHours(1), 2150, true, false));
        (await _server.BillAsync(request)).ReadTokens.Should().Be(2150);
    }

    [Fact]
    public async Task The_automatic_marker_on_a_block_that_is_marked_alike_changes_nothing()
    {
        var request = Some.Request().System(Some.Text(2000)).User(Some.Text(100, ttl: "5m")).With("cache_control", Some.Marker("5m"));

        (await _server.BillAsync(request)).Should().Be(Bill.Of(written5m: 2100));
        _server.Emulator.Calls[^1].Breakpoints.Should().ContainSingle();
    }

    [Fact]
    public async Task A_marker_nested_in_a_tool_result_ends_at_that_result()
    {
        var nested = new JsonArray(Some.Text(10), Some.Text(20, ttl: "5m"), Some.Text(30));
        var request = Some.Request().System(Some.Text(2000)).User("Hi").Assistant(Some.ToolUse("t1"))
            .User(Some.ToolResult("t1", nested), Some.Text(7));
        var before = 2000 + 1 + TokenEstimate.OfText("{\"q\":\"t1\"}", Some.Model, TokenCounting.FourCharacters);

        (await _server.BillAsync(request)).Should().Be(Bill.Of(input: 7, written5m: before + 60));
        _server.Emulator.Calls[^1].Breakpoints.Should().ContainSingle().Which.Path.Should().Be("messages.2.content.0.tool_result.content.1");
    }
}
