using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Validation;

/// <summary>Every field of a request is known, there if it has to be, and of its type; a complaint says where.</summary>
public sealed class SchemaTests : IDisposable
{
    private readonly Server _server = new();

    /// <summary>A change of a sound request, given as JSON to put in the place of a field, and the complaint it earns.</summary>
    public static TheoryData<string, string, string> AtTheTop => new()
    {
        { "surprise", "1", "surprise: Extra inputs are not permitted" },
        { "model", "null", "model: Input should be a valid string" },
        { "model", "\"\"", "model: String should have at least 1 character" },
        { "max_tokens", "-1", "max_tokens: Input should be greater than or equal to 0" },
        { "max_tokens", "\"100\"", "max_tokens: Input should be a valid integer" },
        { "messages", "{}", "messages: Input should be a valid list" },
        { "system", "7", "system: Input should be a valid list" },
        { "stream", "\"yes\"", "stream: Input should be a valid boolean" },
        { "stop_sequences", "[1]", "stop_sequences.0: Input should be a valid string" },
        { "temperature", "1.5", "temperature: Input should be less than or equal to 1" },
        { "top_k", "0.5", "top_k: Input should be a valid integer" },
        { "service_tier", "\"fast\"", "service_tier: Input should be 'auto' or 'standard_only'" },
        { "inference_geo", "\"eu\"", "inference_geo: Input should be 'us' or 'global'" },
        { "metadata", "{\"user_id\":1}", "metadata.user_id: Input should be a valid string" },
        { "metadata", "{\"team\":\"a\"}", "metadata.team: Extra inputs are not permitted" },
        { "diagnostics", "{\"previous_message_id\":1}", "diagnostics.previous_message_id: Input should be a valid string" },
        { "tool_choice", "{\"type\":\"tool\"}", "tool_choice.tool.name: Field required" },
        { "tool_choice", "{\"type\":\"none\",\"disable_parallel_tool_use\":true}", "tool_choice.none.disable_parallel_tool_use: Extra inputs are not permitted" },
        { "thinking", "{\"type\":\"enabled\",\"budget_tokens\":1023}", "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024" },
        {
            "thinking", "{\"type\":\"deep\"}",
            "thinking: Input tag 'deep' found using 'type' does not match any of the expected tags: 'adaptive', 'between_tools', 'disabled', 'enabled'"
        },
        { "output_config", "{\"effort\":\"huge\"}", "output_config.effort: Input should be 'low', 'medium', 'high', 'xhigh' or 'max'" },
        { "output_config", "{\"format\":{\"type\":\"json_schema\"}}", "output_config.format.schema: Field required" },
        { "cache_control", "{\"type\":\"ephemeral\",\"ttl\":\"2h\"}", "cache_control.ttl: Input should be '5m' or '1h'" },
        { "container", "{\"skills\":[{\"type\":\"custom\"}]}", "container.skills.0.skill_id: Field required" },
        { "tools", "[{\"input_schema\":{\"type\":\"object\"}}]", "tools.0.custom.name: Field required" },
        { "tools", "[{\"name\":\"a b\",\"input_schema\":{\"type\":\"object\"}}]", "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'" },
        { "tools", "[{\"name\":\"a\"}]", "tools.0.custom.input_schema: Field required" },
        { "tools", "[{\"name\":\"a\",\"input_schema\":{}}]", "tools.0.custom.input_schema.type: Field required" },
        { "tools", "[{\"type\":\"bash_20250124\",\"name\":\"sh\"}]", "tools.0.bash_20250124.name: Input should be 'bash'" },
        { "tools", "[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"depth\":1}]", "tools.0.web_search_20250305.depth: Extra inputs are not permitted" },
    };

    public static TheoryData<string, string> InABlock => new()
    {
        { "{\"text\":\"x\"}", "messages.0.content.0.type: Field required" },
        { "{\"type\":\"text\"}", "messages.0.content.0.text.text: Field required" },
        { "{\"type\":\"text\",\"text\":\"x\",\"bold\":true}", "messages.0.content.0.text.bold: Extra inputs are not permitted" },
        { "\"x\"", "messages.0.content.0: Input should be a valid dictionary or object to extract fields from" },
        { "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"\"}}", "messages.0.content.0.image.source.base64.media_type: Field required" },
        {
            "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/tiff\",\"data\":\"\"}}",
            "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'"
        },
        {
            "{\"type\":\"document\",\"title\":\"\",\"source\":{\"type\":\"url\",\"url\":\"u\"}}",
            "messages.0.content.0.document.title: String should have at least 1 character"
        },
        { "{\"type\":\"tool_use\",\"id\":\"a.b\",\"name\":\"n\",\"input\":{}}", "messages.0.content.0.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'" },
        { "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"n\",\"input\":\"{}\"}", "messages.0.content.0.tool_use.input: Input should be a valid dictionary" },
        {
            "{\"type\":\"tool_result\",\"tool_use_id\":\"a\",\"content\":[{\"type\":\"text\",\"text\":\"x\"},{\"type\":\"text\",\"text\":1}]}",
            "messages.0.content.0.tool_result.content.1.text.text: Input should be a valid string"
        },
        {
            "{\"type\":\"document\",\"source\":{\"type\":\"content\",\"content\":[{\"type\":\"text\",\"text\":\"x\",\"y\":1}]}}",
            "messages.0.content.0.document.source.content.content.0.text.y: Extra inputs are not permitted"
        },
        { "{\"type\":\"redacted_thinking\",\"data\":\"d\",\"cache_control\":{}}", "messages.0.content.0.redacted_thinking.cache_control: Extra inputs are not permitted" },
        { "{\"type\":\"text\",\"text\":\"x\",\"cache_control\":{\"ttl\":\"5m\"}}", "messages.0.content.0.text.cache_control.type: Field required" },
    };

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(AtTheTop))]
    public async Task A_setting_that_is_wrong_is_named(string field, string value, string complaint) =>
        (await _server.ErrorAsync(Some.Request().User("Hi").With(field, JsonNode.Parse(value)))).Should().Be(complaint);

    [Theory]
    [MemberData(nameof(InABlock))]
    public async Task A_block_that_is_wrong_is_named_with_its_type(string block, string complaint) =>
        (await _server.ErrorAsync(Some.Request().User(JsonNode.Parse(block)!))).Should().Be(complaint);

    [Fact]
    public async Task An_unknown_block_type_is_answered_with_those_that_there_are() =>
        (await _server.ErrorAsync(Some.Request().User(new JsonObject { ["type"] = "x" }))).Should()
            .StartWith("messages.0.content.0: Input tag 'x' found using 'type' does not match any of the expected tags: 'bash_code_execution_tool_result', ")
            .And.Contain("'tool_use'").And.NotContain("'mcp_tool_use'", "that one needs a beta");

    [Fact]
    public async Task An_unknown_tool_type_is_refused_too() =>
        (await _server.ErrorAsync(Some.Request().Tools(new JsonObject { ["type"] = "x_20250101", ["name"] = "x" }).User("Hi"))).Should()
            .StartWith("tools.0: Input tag 'x_20250101' found using 'type' does not match any of the expected tags: ");

    [Fact]
    public async Task The_first_field_in_the_order_of_the_api_is_named_first_and_unknown_ones_last() =>
        (await _server.ErrorAsync(new JsonObject { ["surprise"] = 1, ["max_tokens"] = "x", ["model"] = 1 })).Should().Be("model: Input should be a valid string");

    [Fact]
    public async Task An_entry_of_messages_has_no_other_fields() =>
        (await _server.ErrorAsync(Some.Request().With("messages", new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Hi", ["name"] = "Ann" }))))
        .Should().Be("messages.0.name: Extra inputs are not permitted");

    [Fact]
    public async Task A_role_is_one_of_three() =>
        (await _server.ErrorAsync(Some.Request().Turn("tool", "Hi"))).Should().Be("messages.0.role: Input should be 'user', 'assistant' or 'system'");

    [Fact]
    public async Task A_user_id_has_512_characters_at_most()
    {
        JsonObject By(int length) => Some.Request().User("Hi").With("metadata", new JsonObject { ["user_id"] = new string('ü', length) });

        (await _server.AskAsync(By(512))).Status.Should().Be(200);
        (await _server.ErrorAsync(By(513))).Should().Be("metadata.user_id: String should have at most 512 characters");
    }

    [Fact]
    public async Task A_key_that_is_given_twice_is_refused()
    {
        using var response = await _server.SendAsync(Server.Post("{\"model\":\"m\",\"max_tokens\":1,\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));

        (await response.Content.ReadAsStringAsync()).Should().Contain("max_tokens: Key is given more than once");
    }

    [Fact]
    public async Task A_name_may_be_spelled_with_escapes()
    {
        using var response = await _server.SendAsync(Server.Post("{\"m\\u006fdel\":\"m\",\"max_tokens\":1,\"messages\":[{\"r\\u006fle\":\"us\\u0065r\",\"content\":\"Hi\"}]}"));

        ((int)response.StatusCode).Should().Be(200);
    }

    [Fact]
    public async Task What_is_optional_may_be_null() =>
        (await _server.AskAsync(Some.Request().User(Some.Text(1).With("citations", null)).With("system", null).With("tools", null).With("metadata", null)))
        .Status.Should().Be(200);

    [Fact]
    public async Task A_lenient_emulator_takes_what_it_does_not_know()
    {
        using var lenient = new Server(new ClaudeEmulatorOptions { RejectUnknownFields = false }, "beta-of-the-future-2030-01-01");
        var request = Some.Request().Tools(new JsonObject { ["type"] = "telescope_20300101" }).User(
            new JsonObject { ["type"] = "hologram", ["depth"] = 3 }, Some.Text(1).With("color", "red")).With("speed", "fast").With("surprise", 1);

        (await lenient.AskAsync(request)).Status.Should().Be(200);
    }
}
