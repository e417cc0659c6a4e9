using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Endpoints;

public sealed class BatchesTests : IDisposable
{
    private const string Path = "/v1/messages/batches";

    private readonly Server _server = new();
    private readonly Server _slow = new(new ClaudeEmulatorOptions { BatchDuration = TimeSpan.FromHours(10) });

    public void Dispose()
    {
        _server.Dispose();
        _slow.Dispose();
    }

    [Fact]
    public async Task A_batch_begins_in_progress_and_has_ended_when_it_is_looked_at()
    {
        var made = await _server.JsonAsync("POST", Path, Batch("one", "two"));
        var ended = await _server.JsonAsync("GET", $"{Path}/{made.Text("id")}");

        (made.Text("processing_status"), made.Text("request_counts", "processing"), made.Text("results_url")).Should().Be(("in_progress", "2", ""));
        (ended.Text("processing_status"), ended.Text("request_counts", "processing"), ended.Text("request_counts", "succeeded"))
            .Should().Be(("ended", "0", "2"));
        ended.Text("results_url").Should().Be($"https://api.example.com{Path}/{made.Text("id")}/results");
        made.GetProperty("expires_at").GetDateTimeOffset().Should().Be(made.GetProperty("created_at").GetDateTimeOffset().AddDays(1));
    }

    [Fact]
    public async Task With_a_duration_the_counts_stay_until_it_is_over()
    {
        var id = await CreateAsync(_slow, "one", "two");
        _slow.Clock.Advance(TimeSpan.FromHours(9));
        var underWay = await _slow.JsonAsync("GET", $"{Path}/{id}");
        var early = await _slow.CallAsync("GET", $"{Path}/{id}/results");
        _slow.Clock.Advance(TimeSpan.FromHours(1));
        var ended = await _slow.JsonAsync("GET", $"{Path}/{id}");

        (underWay.Text("processing_status"), underWay.Text("request_counts", "processing")).Should().Be(("in_progress", "2"));
        early.Status.Should().Be(404);
        (ended.Text("processing_status"), ended.Text("request_counts", "succeeded")).Should().Be(("ended", "2"));
    }

    [Fact]
    public async Task A_canceled_batch_keeps_what_was_done()
    {
        var id = await CreateAsync(_slow, "one", "two", "three", "four");
        _slow.Clock.Advance(TimeSpan.FromHours(5));
        var canceling = await _slow.JsonAsync("POST", $"{Path}/{id}/cancel");
        var ended = await _slow.JsonAsync("GET", $"{Path}/{id}");

        canceling.Text("processing_status").Should().Be("canceling");
        canceling.GetProperty("cancel_initiated_at").GetDateTimeOffset().Should().Be(_slow.Clock.GetUtcNow());
        (ended.Text("processing_status"), ended.Text("request_counts", "succeeded"), ended.Text("request_counts", "canceled"))
            .Should().Be(("ended", "2", "2"));
        (await ResultsAsync(_slow, id)).Select(static result => result.Text("result", "type"))
            .Should().BeEquivalentTo("succeeded", "succeeded", "canceled", "canceled");
    }

    [Fact]
    public async Task What_is_not_reached_within_a_day_expires()
    {
        using var server = new Server(new ClaudeEmulatorOptions { BatchDuration = TimeSpan.FromHours(48) });
        var id = await CreateAsync(server, "one", "two");
        server.Clock.Advance(TimeSpan.FromHours(30));
        var ended = await server.JsonAsync("GET", $"{Path}/{id}");

        (ended.Text("request_counts", "succeeded"), ended.Text("request_counts", "expired")).Should().Be(("1", "1"));
        ended.Text("ended_at").Should().Be(ended.Text("expires_at"));
    }

    [Fact]
    public async Task Bad_requests_become_errors_of_their_own()
    {
        var batch = Batch("good", "bad", "streamed", "warm", "fast");
        batch["requests"]![1]!["params"]!.AsObject().Remove("max_tokens");
        batch["requests"]![2]!["params"]!["stream"] = true;
        batch["requests"]![3]!["params"]!["max_tokens"] = 0;
        batch["requests"]![4]!["params"]!["speed"] = "fast";
        var id = (await _server.JsonAsync("POST", Path, batch)).Text("id");
        (await _server.JsonAsync("GET", $"{Path}/{id}")).Text("request_counts", "errored").Should().Be("4");
        var results = (await ResultsAsync(_server, id)).ToDictionary(static result => result.Text("custom_id"), static result => result.GetProperty("result"));

        results["good"].Text("type").Should().Be("succeeded");
        results["bad"].Text("type").Should().Be("errored");
        results["bad"].Text("error", "type").Should().Be("error");
        results["bad"].Text("error", "error", "type").Should().Be("invalid_request_error");
        results["bad"].Text("error", "error", "message").Should().Be("max_tokens: Field required");
        results["streamed"].Text("error", "error", "message").Should().StartWith("stream:");
        results["warm"].Text("error", "error", "message").Should().StartWith("max_tokens:");
        results["fast"].Text("error", "error", "message").Should().StartWith("speed:");
    }

    [Theory]
    [InlineData("claude-opus-4-8", "succeeded")]
    [InlineData("claude-opus-4-5", "errored")]
    public async Task A_batch_may_ask_newer_models_for_longer_answers(string model, string type)
    {
        using var server = new Server(null, "output-300k-2026-03-24");
        var request = Some.Request(model).User("Hi").With("max_tokens", 300_000);
        var batch = Batch("one");
        batch["requests"]![0]!["params"] = request.Copy();
        var id = (await server.JsonAsync("POST", Path, batch)).Text("id");

        (await ResultsAsync(server, id)).Single().Text("result", "type").Should().Be(type);
        (await server.ErrorAsync(request)).Should().StartWith("max_tokens: 300000 >", "it holds for batches only");
    }

    [Fact]
    public async Task Results_come_in_an_order_that_the_seed_decides()
    {
        string[] names = [.. Enumerable.Range(0, 20).Select(static number => $"n{number}")];
        using var other = new Server(new ClaudeEmulatorOptions { Seed = 1 });
        using var same = new Server();
        var order = await OrderAsync(_server);

        order.Should().BeEquivalentTo(names).And.NotEqual(names);
        (await OrderAsync(same)).Should().Equal(order);
        (await OrderAsync(other)).Should().NotEqual(order);

        async Task<string[]> OrderAsync(Server server)
        {
            var id = await CreateAsync(server, names);
            return [.. (await ResultsAsync(server, id)).Select(static result => result.Text("custom_id"))];
        }
    }

    [Fact]
    public async Task Batches_share_the_prompt_cache_and_cost_half()
    {
        var marked = Some.Request().System(Some.Text(2000, ttl: "1h")).User("Hi");
        var before = await _server.BillAsync(marked);
        var batch = new JsonObject { ["requests"] = new JsonArray(new JsonObject { ["custom_id"] = "one", ["params"] = marked.Copy() }) };
        var id = (await _server.JsonAsync("POST", Path, batch)).Text("id");
        var result = (await ResultsAsync(_server, id)).Single().GetProperty("result");

        before.Written1hTokens.Should().Be(2000);
        result.Text("message", "usage", "cache_read_input_tokens").Should().Be("2000");
        result.Text("message", "usage", "service_tier").Should().Be("batch");
        var item = _server.Emulator.BatchItems.Should().ContainSingle().Subject;
        item.CustomId.Should().Be("one");
        item.CostUsd.Should().Be(0.5m * ((0.5m * 2000) + (5m * 1) + (25m * item.Usage!.OutputTokens)) / 1_000_000m);
        _server.Emulator.Find(item.RequestId).Should().BeSameAs(item);
    }

    [Fact]
    public async Task Requests_of_one_batch_share_a_prefix_whenever_somebody_looks()
    {
        var marked = Some.Request().System(Some.Text(2000, ttl: "1h")).User("Hi");
        var batch = Batch("one", "two");
        batch["requests"]![0]!["params"] = marked.Copy();
        batch["requests"]![1]!["params"] = marked.Copy();
        var id = (await _slow.JsonAsync("POST", Path, batch)).Text("id");
        var early = (await _server.JsonAsync("POST", Path, batch)).Text("id");
        _slow.Clock.Advance(TimeSpan.FromHours(20));
        _server.Clock.Advance(TimeSpan.FromHours(20));
        await _slow.JsonAsync("GET", $"{Path}/{id}");
        await _server.JsonAsync("GET", $"{Path}/{early}");

        _server.Emulator.BatchItems.Select(static item => item.Usage!.ReadTokens).Should().Equal(0, 2000);
        _slow.Emulator.BatchItems.Select(static item => item.Usage!.ReadTokens).Should().Equal([0, 0], "five hours lie between them");
    }

    [Fact]
    public async Task A_scripted_error_is_a_result()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        var id = await CreateAsync(_server, "one");

        (await ResultsAsync(_server, id)).Single().Text("result", "error", "error", "type").Should().Be("overloaded_error");
    }

    [Fact]
    public async Task A_scripted_page_is_no_message()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.BadGateway());
        var id = await CreateAsync(_server, "one");

        (await ResultsAsync(_server, id)).Single().Text("result", "error", "error", "type").Should().Be("api_error");
    }

    [Fact]
    public async Task Results_are_kept_for_29_days()
    {
        var id = await CreateAsync(_server, "one");
        await _server.JsonAsync("GET", $"{Path}/{id}");
        _server.Clock.Advance(TimeSpan.FromDays(29));
        var archived = await _server.JsonAsync("GET", $"{Path}/{id}");

        (await _server.CallAsync("GET", $"{Path}/{id}/results")).Status.Should().Be(404);
        archived.Text("archived_at").Should().NotBeEmpty();
        archived.Text("results_url").Should().BeEmpty();
    }

    [Fact]
    public async Task A_batch_belongs_to_its_workspace()
    {
        var id = await CreateAsync(_server, "one");

        (await _server.CallAsync("GET", $"{Path}/{id}", workspace: "other")).Status.Should().Be(404);
        (await _server.CallAsync("GET", $"{Path}/{id}", key: "other")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Only_a_batch_that_has_ended_can_be_deleted()
    {
        var id = await CreateAsync(_slow, "one");
        var early = await _slow.CallAsync("DELETE", $"{Path}/{id}");
        _slow.Clock.Advance(TimeSpan.FromHours(10));
        var late = await _slow.JsonAsync("DELETE", $"{Path}/{id}");

        early.Status.Should().Be(400);
        late.Text("type").Should().Be("message_batch_deleted");
        (await _slow.CallAsync("GET", $"{Path}/{id}")).Status.Should().Be(404);
    }

    [Fact]
    public async Task The_newest_batches_are_listed_first()
    {
        string[] ids = [await CreateAsync(_server, "a"), await CreateAsync(_server, "b"), await CreateAsync(_server, "c")];

        (await _server.JsonAsync("GET", $"{Path}?limit=2")).Ids().Should().Equal(ids[2], ids[1]);
        (await _server.JsonAsync("GET", $"{Path}?after_id={ids[1]}")).Ids().Should().Equal(ids[0]);
    }

    [Theory]
    [InlineData("[]", "not valid JSON")]
    [InlineData("{}", "requests: Field required")]
    [InlineData("""{"requests":[]}""", "requests: Input should be")]
    [InlineData("""{"requests":[{"params":{}}]}""", "requests.0.custom_id: Field required")]
    [InlineData("""{"requests":[{"custom_id":"a b","params":{}}]}""", "requests.0.custom_id: String should match")]
    [InlineData("""{"requests":[{"custom_id":"a"}]}""", "requests.0.params: Input should be an object")]
    [InlineData("""{"requests":[{"custom_id":"a","params":{}},{"custom_id":"a","params":{}}]}""", "requests.1.custom_id: \"a\" is not unique")]
    public async Task A_batch_without_sense_is_refused(string body, string message)
    {
        var (status, text) = await _server.CallAsync("POST", Path, JsonNode.Parse(body));

        status.Should().Be(400);
        JsonDocument.Parse(text).RootElement.Text("error", "message").Should().Contain(message);
    }

    [Fact]
    public async Task No_more_requests_wait_than_the_queue_holds()
    {
        using var server = new Server(new ClaudeEmulatorOptions
        {
            BatchDuration = TimeSpan.FromHours(10),
            RateLimits = EmulatedRateLimits.Start with { BatchQueue = 3 },
        });
        await CreateAsync(server, "one", "two");
        var (status, body) = await server.CallAsync("POST", Path, Batch("three", "four"));
        server.Clock.Advance(TimeSpan.FromHours(5));

        status.Should().Be(429);
        JsonDocument.Parse(body).RootElement.Text("error", "type").Should().Be("rate_limit_error");
        (await server.CallAsync("POST", Path, Batch("three", "four"))).Status.Should().Be(200, "one of the first two is done");
    }

    [Fact]
    public async Task A_batch_has_at_most_100_000_requests()
    {
        var body = $$"""{"requests":[{{string.Join(',', Enumerable.Repeat("{}", 100_001))}}]}""";
        using var response = await _server.SendAsync(Server.Post(body, Path));

        ((int)response.StatusCode).Should().Be(400);
        (await response.Content.ReadAsStringAsync()).Should().Contain("at most 100000");
    }

    private static async Task<string> CreateAsync(Server server, params string[] names) =>
        (await server.JsonAsync("POST", Path, Batch(names))).Text("id");

    private static async Task<IReadOnlyList<JsonElement>> ResultsAsync(Server server, string id)
    {
        var (status, lines) = await server.CallAsync("GET", $"{Path}/{id}/results");
        status.Should().Be(200, lines);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)];
    }

    private static JsonObject Batch(params string[] names) => new()
    {
        ["requests"] = new JsonArray([.. names.Select(static name => new JsonObject { ["custom_id"] = name, ["params"] = Some.Request().User(name) })]),
    };
}
