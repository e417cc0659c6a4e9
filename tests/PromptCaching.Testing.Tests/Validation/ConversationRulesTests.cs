using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Validation;

/// <summary>Which turns may follow which, and what calls and results owe each other.</summary>
public sealed class ConversationRulesTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_result_needs_a_call_in_the_turn_before() =>
        (await _server.ErrorAsync(Some.Request().User("Hi").User(Some.ToolResult("t1", "ok")))).Should().Be(
            "messages.0.content.1: unexpected `tool_use_id` found in `tool_result` blocks: t1. "
            + "Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");

    [Fact]
    public async Task A_call_needs_a_result_in_the_turn_after() =>
        (await _server.ErrorAsync(Some.Request().User("Hi").Assistant(Some.ToolUse("t1"), Some.ToolUse("t2")).User(Some.ToolResult("t2", "ok")))).Should().Be(
            "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t1. "
            + "Each `tool_use` block must have a corresponding `tool_result` block in the next message.");

    [Fact]
    public async Task Results_may_come_in_any_order_and_in_several_messages() =>
        (await _server.AskAsync(Some.Request().User("Hi").Assistant(Some.ToolUse("t1"), Some.ToolUse("t2"), Some.ToolUse("t3"))
            .User(Some.ToolResult("t3", "ok"), Some.ToolResult("t1", "ok")).User(Some.ToolResult("t2", "ok"), Some.Text("So?")))).Status.Should().Be(200);

    [Fact]
    public async Task A_conversation_that_ends_in_a_call_can_be_counted()
    {
        var request = Some.Request("claude-sonnet-4-5").User("Hi").Assistant(Some.ToolUse("t1"));
        (await _server.AskAsync(request)).Status.Should().Be(400);
        request.Remove("max_tokens");
        using var response = await _server.SendAsync(Server.Post(request.ToJsonString(), "/v1/messages/count_tokens"));

        ((int)response.StatusCode).Should().Be(200);
    }

    [Fact]
    public async Task Tools_have_names_of_their_own() =>
        (await _server.ErrorAsync(Some.Request().Tools(Some.Tool("a"), Some.Tool("a")).User("Hi"))).Should().Be("tools: Tool names must be unique.");

    [Fact]
    public async Task A_tool_that_is_chosen_exists() =>
        (await _server.ErrorAsync(Some.Request().Tools(Some.Tool("a")).User("Hi").With("tool_choice", new JsonObject { ["type"] = "tool", ["name"] = "b" })))
        .Should().Be("Tool 'b' not found in provided tools");

    [Theory]
    [InlineData("claude-sonnet-5", "messages.1: role 'system' is not supported on this model")]
    [InlineData("claude-opus-4-8", null)]
    [InlineData("claude-of-the-future", null)]
    public async Task A_system_message_stands_in_conversations_with_models_that_know_it(string model, string? complaint)
    {
        var (status, body) = await _server.AskAsync(Some.Request(model).User("Hi").Turn("system", "Be kind."));

        status.Should().Be(complaint is null ? 200 : 400);
        body.Should().Contain(complaint ?? "\"type\":\"message\"");
    }

    [Fact]
    public async Task A_system_message_follows_a_user_and_precedes_an_assistant()
    {
        (await _server.ErrorAsync(Some.Request().Turn("system", "Be kind.").User("Hi"))).Should().StartWith("messages.0: a system message must follow");
        (await _server.ErrorAsync(Some.Request().User("Hi").Turn("system", "Be kind.").User("Hi"))).Should().StartWith("messages.1: a system message must precede");
    }

    [Fact]
    public async Task A_pre_warm_needs_words_to_stand_for_the_question() =>
        (await _server.ErrorAsync(Some.Request().With("max_tokens", 0).System(Some.Text(1, ttl: "5m")).User(" "))).Should()
            .Be("messages: text content blocks must contain non-whitespace text");

    [Theory]
    [InlineData("thinking", "{\"type\":\"enabled\",\"budget_tokens\":1024}", "claude-sonnet-4-5")]
    [InlineData("output_config", "{\"format\":{\"type\":\"json_schema\",\"schema\":{}}}", Some.Model)]
    [InlineData("tool_choice", "{\"type\":\"any\"}", Some.Model)]
    [InlineData("stream", "true", Some.Model)]
    public async Task A_pre_warm_has_no_answer_to_shape(string field, string value, string model) =>
        (await _server.ErrorAsync(Some.Request(model).Tools(Some.Tool("a")).With("max_tokens", 0).User("Hi").With(field, JsonNode.Parse(value))))
        .Should().StartWith("max_tokens: 0 is not supported together with ");
}
