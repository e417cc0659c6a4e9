using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Validation;

public sealed class RefusalTests : IDisposable
{
    private const string Late = "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. "
        + "Note that blocks are processed in the following order: `tools`, `system`, `messages`.";

    private readonly Server _server = new(null, "mid-conversation-system-clear-at-2026-08-21");

    public static TheoryData<string, JsonObject, string> Refused => new()
    {
        { "five markers", Four().User(Some.Text(1, ttl: "5m")), "A maximum of 4 blocks with cache_control may be provided. Found 5." },
        { "four and the automatic one", Four().User("Hi").With("cache_control", Some.Marker()), "A maximum of 4 blocks with cache_control may be provided. Found 5." },
        {
            "a nested fifth", Four().User(Some.ToolResult("t", new JsonArray(Some.Text(1, ttl: "5m")))),
            "A maximum of 4 blocks with cache_control may be provided. Found 5."
        },
        { "empty text", Some.Request().User(Some.Text(1), Some.Text("", "5m")), "messages.0.content.1.text: cache_control cannot be set for empty text blocks" },
        { "empty system", Some.Request().System(Some.Text("", "5m")).User("Hi"), "system.0.text: cache_control cannot be set for empty text blocks" },
        { "unmarked empty text", Some.Request().User(Some.Text("")), "messages: text content blocks must be non-empty" },
        {
            "empty content", Some.Request().User("").Assistant(Some.Text("Hi")).User("Hi"),
            "messages.0: all messages must have non-empty content except for the optional final assistant message"
        },
        { "no blocks", Some.Request().User(), "messages.0: all messages must have non-empty content except for the optional final assistant message" },
        { "blank text", Some.Request().User(Some.Text(" \n")), "messages: text content blocks must contain non-whitespace text" },
        {
            "thinking",
            Some.Request().User("Hi").Assistant(Some.Marked(new JsonObject { ["type"] = "thinking", ["thinking"] = "x", ["signature"] = "s" }, "5m")),
            "messages.1.content.0.thinking.cache_control: Extra inputs are not permitted"
        },
        {
            "a deferred tool", Some.Request().Tools(Some.Tool("late", "5m").With("defer_loading", true)).User("Hi"),
            "Tool 'late' cannot have both defer_loading=true and cache_control set. Tools with defer_loading cannot use prompt caching."
        },
        { "an hour after five minutes", Some.Request().System(Some.Text(1, ttl: "5m")).User(Some.Text(1), Some.Text(1, ttl: "1h")), $"messages.0.content.1.cache_control.ttl: {Late}" },
        { "an hour in the system", Some.Request().Tools(Some.Tool("t", "5m")).System(Some.Text(1, ttl: "1h")).User("Hi"), $"system.0.cache_control.ttl: {Late}" },
        { "an automatic hour", Some.Request().System(Some.Text(1, ttl: "5m")).User("Hi").With("cache_control", Some.Marker("1h")), $"messages.0.content.0.cache_control.ttl: {Late}" },
        {
            "another automatic ttl", Some.Request().User(Some.Text(1, ttl: "1h")).With("cache_control", Some.Marker("5m")),
            "Top-level cache_control has ttl='5m' but the target block already has cache_control with ttl='1h'"
        },
        { "a wrong type", Some.Request().User(Some.Text(1).With("cache_control", new JsonObject { ["type"] = "lasting" })), "messages.0.content.0.text.cache_control.type: Input should be 'ephemeral'" },
        { "a wrong ttl", Some.Request().Tools(Some.Tool("t", "2h")).User("Hi"), "tools.0.custom.cache_control.ttl: Input should be '5m' or '1h'" },
        { "a wrong automatic ttl", Some.Request().User("Hi").With("cache_control", Some.Marker("1d")), "cache_control.ttl: Input should be '5m' or '1h'" },
        {
            "an unknown key", Some.Request().System(Some.Text(1).With("cache_control", Some.Marker().With("scope", "global"))).User("Hi"),
            "system.0.cache_control.ephemeral.scope: Extra inputs are not permitted"
        },
        {
            "a marked message", Some.Request().With("messages", new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Hi", ["cache_control"] = Some.Marker() })),
            "messages.0.cache_control: Extra inputs are not permitted"
        },
        {
            "a turn-scoped message",
            Some.Request().User("Hi").With("messages", new JsonArray(
                new JsonObject { ["role"] = "user", ["content"] = "Hi" },
                new JsonObject { ["role"] = "system", ["clear_at"] = "next_user_message", ["content"] = new JsonArray(Some.Text(1, ttl: "5m")) })),
            "messages.1.content.0: cache_control is not permitted on a turn-scoped system message (clear_at: 'next_user_message')"
        },
        { "no model", new JsonObject { ["max_tokens"] = 1 }.User("Hi"), "model: Field required" },
        { "no max_tokens", new JsonObject { ["model"] = Some.Model }.User("Hi"), "max_tokens: Field required" },
        { "half a token", Some.Request().User("Hi").With("max_tokens", 1.5), "max_tokens: Input should be a valid integer" },
        { "no messages", Some.Request(), "messages: Field required" },
        { "empty messages", Some.Request().With("messages", new JsonArray()), "messages: at least one message is required" },
        { "a streamed pre-warm", Some.Request().User("Hi").With("max_tokens", 0).With("stream", true), "max_tokens: 0 is not supported together with stream" },
    };

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_request_with_a_fault_is_refused_in_the_words_of_the_api(string fault, JsonObject request, string message) =>
        (await _server.ErrorAsync(request)).Should().Be(message, fault);

    [Fact]
    public async Task A_marker_that_is_null_is_no_marker()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(2000).With("cache_control", null)).User("Hi"));

        _server.Emulator.Calls[0].Breakpoints.Should().BeEmpty();
    }

    [Fact]
    public async Task Blank_text_that_the_model_wrote_itself_is_taken_back() =>
        (await _server.AskAsync(Some.Request().User("Hi").Assistant(Some.Text(" "), Some.Text("Yes?")).User("Go on."))).Status.Should().Be(200);

    [Fact]
    public async Task An_hour_before_five_minutes_is_fine() =>
        (await _server.AskAsync(Some.Request().System(Some.Text(1, ttl: "1h")).User(Some.Text(1, ttl: "5m")))).Status.Should().Be(200);

    [Fact]
    public async Task An_automatic_marker_without_a_block_to_carry_it_does_nothing()
    {
        var thinking = new JsonObject { ["type"] = "thinking", ["thinking"] = "x", ["signature"] = "s" };

        (await _server.BillAsync(Some.Request("claude-sonnet-4-5").Assistant(thinking).With("cache_control", Some.Marker()))).Should().Be(Bill.Of(input: 1));
    }

    [Theory]
    [InlineData("{\"model\":", 400, "invalid_request_error")]
    [InlineData("[]", 400, "invalid_request_error")]
    [InlineData("{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"\\ud83d\"}]}", 400, "invalid_request_error")]
    [InlineData("", 400, "invalid_request_error")]
    public async Task A_body_that_is_no_json_object_is_refused(string body, int status, string type)
    {
        using var response = await _server.SendAsync(Server.Post(body));

        ((int)response.StatusCode).Should().Be(status);
        (await TypeAsync(response)).Should().Be(type);
    }

    [Fact]
    public async Task A_missing_key_is_an_authentication_error()
    {
        using var response = await _server.SendAsync(Server.Post(Some.Request().User("Hi").ToJsonString(), key: null));

        response.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await TypeAsync(response)).Should().Be("authentication_error");
    }

    [Fact]
    public async Task A_missing_version_is_refused()
    {
        using var request = Server.Post(Some.Request().User("Hi").ToJsonString());
        request.Headers.Remove("anthropic-version");
        using var response = await _server.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).Should().Contain("anthropic-version: header is required");
    }

    [Fact]
    public async Task More_than_32_megabytes_are_too_large()
    {
        using var request = Server.Post("");
        request.Content = new ByteArrayContent(new byte[(32 * 1024 * 1024) + 1]);
        using var response = await _server.SendAsync(request);

        ((int)response.StatusCode).Should().Be(413);
        (await TypeAsync(response)).Should().Be("request_too_large");
    }

    [Theory]
    [InlineData("/v1/complete")]
    [InlineData("/v1/files")]
    [InlineData("/")]
    public async Task Any_other_path_is_not_found(string path)
    {
        using var response = await _server.SendAsync(Server.Post("{}", path));

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await TypeAsync(response)).Should().Be("not_found_error");
    }

    [Fact]
    public async Task Unknown_fields_are_refused_unless_told_otherwise()
    {
        var request = Some.Request().User("Hi").With("surprise", 1);
        using var lenient = new Server(new ClaudeEmulatorOptions { RejectUnknownFields = false });

        (await _server.ErrorAsync(request)).Should().Be("surprise: Extra inputs are not permitted");
        (await lenient.AskAsync(request)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_retired_model_still_answers() =>
        (await _server.AskAsync(Some.Request("claude-3-opus-20240229").User("Hi"))).Status.Should().Be(200);

    private static JsonObject Four() => Some.Request().System([.. Enumerable.Range(0, 4).Select(static _ => Some.Text(1, ttl: "5m"))]);

    private static async Task<string?> TypeAsync(HttpResponseMessage response)
    {
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        body.GetProperty("type").GetString().Should().Be("error");
        body.GetProperty("request_id").GetString().Should().Be(response.Headers.GetValues("request-id").Single());
        return body.GetProperty("error").GetProperty("type").GetString();
    }
}
