using System.Text.Json;
using System.Text.Json.Nodes;
using PromptCaching.Testing.Tests.Endpoints;

namespace PromptCaching.Testing.Tests.Ledger;

public sealed class LedgerTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_call_is_found_by_its_request_id()
    {
        using var response = await _server.SendAsync(Some.Request().User("Hi"));
        var message = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        var call = _server.Emulator.Find(response.Headers.GetValues("request-id").Single());

        call.Should().BeSameAs(_server.Emulator.Calls[0]);
        (call!.MessageId, call.Model, call.ErrorType).Should().Be((message.Text("id"), Some.Model, null));
        _server.Emulator.Find("req_none").Should().BeNull();
        _server.Emulator.Find(call.RequestId[..^1] + "9").Should().BeNull();
    }

    [Fact]
    public async Task A_call_costs_what_the_price_list_says()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "1h")).User(Some.Text(100, ttl: "5m"), Some.Text(10));
        await _server.AskAsync(request);
        await _server.AskAsync(request);
        var (first, second) = (_server.Emulator.Calls[0], _server.Emulator.Calls[1]);

        first.CostUsd.Should().Be(((10 * 5m) + (100 * 6.25m) + (2000 * 10m) + (first.Usage!.OutputTokens * 25m)) / 1_000_000m);
        second.CostUsd.Should().Be(((10 * 5m) + (2100 * 0.5m) + (second.Usage!.OutputTokens * 25m)) / 1_000_000m);
    }

    [Fact]
    public async Task Inside_the_united_states_it_costs_more()
    {
        await _server.AskAsync(Some.Request().User("Hi"));
        await _server.AskAsync(Some.Request().User("Hi").With("inference_geo", "us"));

        _server.Emulator.Calls[1].CostUsd.Should().Be(_server.Emulator.Calls[0].CostUsd * 1.1m);
    }

    [Fact]
    public async Task Fast_mode_is_told_and_its_price_is_not_guessed()
    {
        var message = await _server.AnswerAsync(Some.Request("claude-opus-5-5").User("Hi").With("speed", "fast"));

        message.Text("usage", "speed").Should().Be("fast");
        _server.Emulator.Calls[0].CostUsd.Should().BeNull();
    }

    [Fact]
    public async Task An_error_costs_nothing_and_an_unknown_model_nobody_knows_how_much()
    {
        await _server.AskAsync(Some.Request());
        await _server.AskAsync(Some.Request("made-up").User("Hi"));

        _server.Emulator.Calls.Select(static call => (call.ErrorType, call.CostUsd)).Should().Equal(("invalid_request_error", null), (null, null));
    }

    [Fact]
    public async Task Only_the_latest_calls_are_remembered()
    {
        using var server = new Server(new ClaudeEmulatorOptions { MaxRecordedCalls = 3 });
        for (var number = 0; number < 5; number++)
        {
            await server.AskAsync(Some.Request().User("Hi"));
        }

        server.Emulator.Calls.Select(static call => call.Number).Should().Equal(3, 4, 5);
    }

    [Fact]
    public async Task The_page_adds_up_per_model()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "1h")).User(Some.Text(10));
        await _server.AskAsync(request);
        await _server.AskAsync(request);
        await _server.AskAsync(Some.Request());
        var page = await _server.JsonAsync("GET", "/emulator/ledger");
        var total = page.GetProperty("totals").GetProperty(Some.Model);

        (total.Text("calls"), total.Text("input_tokens"), total.Text("cache_creation", "ephemeral_1h_input_tokens"), total.Text("cache_read_input_tokens"))
            .Should().Be(("2", "20", "2000", "2000"));
        total.GetProperty("cost_usd").GetDecimal().Should().Be(_server.Emulator.Calls.Sum(static call => call.CostUsd ?? 0));
        var entry = page.GetProperty("entries")[0];
        entry.Text("request_id").Should().Be(_server.Emulator.Calls[0].RequestId);
        entry.Text("usage", "cache_creation_input_tokens").Should().Be("2000");
        entry.GetProperty("breakpoints")[0].GetRawText().Should()
            .Be("""{"path":"system.0","ttl":"1h","prefix_tokens":2000,"is_automatic":false,"is_below_minimum":false}""");
        page.GetProperty("entries")[2].Text("error_type").Should().Be("invalid_request_error");
    }

    [Fact]
    public async Task The_requests_are_shown_without_their_secrets()
    {
        using var request = Server.Post(Some.Request().User("Hi").ToJsonString(), key: "sk-ant-secret");
        request.Headers.Add("authorization", "Bearer sk-ant-secret");
        using (await _server.SendAsync(request))
        {
        }

        var page = await _server.JsonAsync("GET", "/emulator/requests");
        var shown = page.GetProperty("requests").EnumerateArray().Single();
        page.GetRawText().Should().NotContain("sk-ant-secret");
        (shown.Text("method"), shown.Text("path"), shown.Text("status"), shown.Text("headers", "anthropic-version"))
            .Should().Be(("POST", "/v1/messages", "200", "2023-06-01"));
        shown.Text("body", "model").Should().Be(Some.Model);
    }

    [Theory]
    [InlineData("DELETE", "/emulator/requests")]
    [InlineData("POST", "/emulator/reset")]
    public async Task Everything_can_be_forgotten(string method, string path)
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "1h")).User(Some.Text(10));
        await _server.AskAsync(request);
        await _server.CallAsync("POST", "/v1/messages/batches", JsonNode.Parse("""{"requests":[{"custom_id":"a","params":{}}]}"""));
        (await _server.CallAsync(method, path)).Status.Should().Be(204);

        _server.Emulator.Calls.Should().BeEmpty();
        (await _server.BillAsync(request)).Written1hTokens.Should().Be(2000);
        (await _server.JsonAsync("GET", "/v1/messages/batches")).Ids().Should().BeEmpty();
    }

    [Fact]
    public async Task What_is_asked_of_the_emulator_itself_is_no_call()
    {
        await _server.JsonAsync("GET", "/emulator/ledger");
        (await _server.CallAsync("GET", "/emulator/nothing")).Status.Should().Be(404);
        await _server.AskAsync(Some.Request().User("Hi"));

        _server.Emulator.Calls.Should().ContainSingle().Which.Number.Should().Be(1);
    }

    [Theory]
    [InlineData("""{"error":{"status":504,"type":"timeout_error","message":"Slow."}}""", 504, "timeout_error")]
    [InlineData("""{"content":[{"type":"text","text":"Yes."}],"stop_reason":"refusal"}""", 200, "\"refusal\"")]
    [InlineData("""{"cut_after_bytes":4}""", 200, "{\"mo")]
    public async Task An_answer_can_be_queued_by_other_programs(string script, int status, string expected)
    {
        (await _server.CallAsync("POST", "/emulator/answers", JsonNode.Parse(script))).Status.Should().Be(204);
        var answer = await _server.AskAsync(Some.Request().User("Hi"));

        answer.Status.Should().Be(status);
        answer.Body.Should().Contain(expected);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"content":"Yes."}""")]
    [InlineData("""{"content":["Yes."]}""")]
    [InlineData("""{"cut_after":-1}""")]
    [InlineData("""{"error":{"status":99999}}""")]
    [InlineData("""{"headers":{"a b":"c"}}""")]
    [InlineData("""{"headers":{"a":"b\nc"}}""")]
    public async Task A_script_that_makes_no_sense_is_refused(string script) =>
        (await _server.CallAsync("POST", "/emulator/answers", JsonNode.Parse(script))).Status.Should().Be(400);
}
