using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Validation;

/// <summary>What one model takes and another refuses.</summary>
public sealed class ModelRulesTests : IDisposable
{
    private const string NoPrefill = "This model does not support assistant message prefill. The conversation must end with a user message.";
    private readonly Server _server = new();

    public static TheoryData<string, string, string, string?> Settings => new()
    {
        { "claude-sonnet-4-5", "thinking", "{\"type\":\"adaptive\"}", "adaptive thinking is not supported on this model" },
        { "claude-opus-4-6", "thinking", "{\"type\":\"adaptive\"}", null },
        { "claude-opus-4-6", "thinking", "{\"type\":\"enabled\",\"budget_tokens\":1024}", null },
        {
            "claude-opus-4-7", "thinking", "{\"type\":\"enabled\",\"budget_tokens\":1024}",
            "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior."
        },
        { "claude-opus-5-5", "thinking", "{\"type\":\"disabled\"}", "\"thinking.type.disabled\" is not supported for this model. Supported: adaptive." },
        { "claude-sonnet-5-5", "thinking", "{\"type\":\"between_tools\"}", null },
        { "claude-opus-4-8", "thinking", "{\"type\":\"between_tools\"}", "\"thinking.type.between_tools\" is not supported for this model. Supported: adaptive, disabled." },
        { "claude-opus-4-6", "output_config", "{\"effort\":\"xhigh\"}", "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium." },
        { "claude-opus-4-7", "output_config", "{\"effort\":\"xhigh\"}", null },
        { "claude-haiku-4-5", "output_config", "{\"effort\":\"low\"}", "This model does not support the effort parameter." },
        { "claude-opus-4-7", "temperature", "0.5", "`temperature` is deprecated for this model." },
        { "claude-opus-4-7", "temperature", "1.0", null },
        { "claude-opus-4-7", "top_p", "0.98", "`top_p` is deprecated for this model." },
        { "claude-opus-4-7", "top_p", "0.99", null },
        { "claude-opus-4-7", "top_k", "1", "`top_k` is deprecated for this model." },
        { "claude-opus-4-6", "temperature", "0.5", null },
        { "claude-opus-4-6", "inference_geo", "\"us\"", null },
        { "claude-opus-4-5", "inference_geo", "\"us\"", "inference_geo: This model does not support inference_geo." },
        { "claude-opus-4-5", "max_tokens", "64001", "max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens for claude-opus-4-5" },
        { "claude-of-the-future", "max_tokens", "99999999", null },
        { "claude-of-the-future", "thinking", "{\"type\":\"between_tools\"}", null },
        { "claude-of-the-future", "temperature", "0", null },
    };

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_setting_is_taken_by_the_models_that_have_it(string model, string field, string value, string? complaint)
    {
        var request = Some.Request(model).With("max_tokens", 2000).User("Hi").With(field, JsonNode.Parse(value));

        if (complaint is null)
        {
            (await _server.AskAsync(request)).Status.Should().Be(200);
        }
        else
        {
            (await _server.ErrorAsync(request)).Should().Be(complaint);
        }
    }

    [Theory]
    [InlineData("claude-opus-4-5", null)]
    [InlineData("claude-opus-4-6", NoPrefill)]
    [InlineData("claude-of-the-future", null)]
    public async Task Words_are_put_into_the_mouth_of_older_models_only(string model, string? complaint)
    {
        var request = Some.Request(model).User("Hi").Assistant(Some.Text("Well"));

        ((await _server.AskAsync(request)).Status == 200).Should().Be(complaint is null);
    }

    [Fact]
    public async Task A_turn_that_the_servers_own_tools_paused_is_no_prefill() =>
        (await _server.AskAsync(Some.Request().User("Hi").Assistant(
            new JsonObject { ["type"] = "server_tool_use", ["id"] = "s", ["name"] = "web_search", ["input"] = new JsonObject() }))).Status.Should().Be(200);

    [Theory]
    [InlineData("claude-opus-5", true)]
    [InlineData("claude-haiku-5-5", true)]
    [InlineData("claude-opus-4-8", false)]
    public async Task Thinking_is_switched_off_at_any_effort_or_only_up_to_high(string model, bool isBound)
    {
        JsonObject At(string effort) => Some.Request(model).User("Hi")
            .With("thinking", new JsonObject { ["type"] = "disabled" }).With("output_config", new JsonObject { ["effort"] = effort });

        (await _server.AskAsync(At("high"))).Status.Should().Be(200);
        (await _server.AskAsync(At("max"))).Status.Should().Be(isBound ? 400 : 200);
    }

    [Fact]
    public async Task The_budget_of_thinking_is_part_of_the_answer()
    {
        var request = Some.Request("claude-sonnet-4-5").User("Hi").With("max_tokens", 1024)
            .With("thinking", new JsonObject { ["type"] = "enabled", ["budget_tokens"] = 1024 });
        using var interleaved = new Server(null, "interleaved-thinking-2025-05-14");

        (await _server.ErrorAsync(request)).Should().Be("`max_tokens` must be greater than `thinking.budget_tokens`.");
        (await interleaved.AskAsync(request)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("claude-fable-5-1", false)]
    [InlineData("claude-opus-5-5", false)]
    [InlineData("claude-haiku-5-5", true)]
    [InlineData("claude-fable-5", true)]
    public async Task Some_models_cannot_be_made_to_use_a_tool(string model, bool canBe) =>
        ((await _server.AskAsync(Some.Request(model).Tools(Some.Tool("t")).User("Hi").With("tool_choice", new JsonObject { ["type"] = "any" }))).Status == 200)
        .Should().Be(canBe);

    [Fact]
    public async Task A_prompt_that_is_clearly_over_the_context_window_is_refused()
    {
        (await _server.ErrorAsync(Some.Request("claude-haiku-4-5").User(Some.Text(300_000)))).Should().Be("prompt is too long: 300000 tokens > 200000 maximum");
        (await _server.AskAsync(Some.Request("claude-haiku-4-5").User(Some.Text(210_000)))).Status.Should().Be(200, "the count is an estimate");
    }

    [Fact]
    public async Task Models_that_are_gone_or_unknown_are_refused_on_request()
    {
        using var server = new Server(new ClaudeEmulatorOptions { RefuseRetiredModels = true, RefuseUnknownModels = true });

        (await server.AskAsync(Some.Request("claude-of-the-future").User("Hi"))).Should().Match<(int Status, string Body)>(static answer =>
            answer.Status == 404 && answer.Body.Contains("\"type\":\"not_found_error\",\"message\":\"model: claude-of-the-future\""));
        (await server.AskAsync(Some.Request("claude-3-sonnet-20240229").User("Hi"))).Status.Should().Be(404);
        (await server.AskAsync(Some.Request("claude-3-haiku-20240307").User("Hi"))).Status.Should().Be(200, "its last day is in April");
        server.Clock.Advance(TimeSpan.FromDays(200));
        (await server.AskAsync(Some.Request("claude-3-haiku-20240307").User("Hi"))).Status.Should().Be(404);
    }
}
