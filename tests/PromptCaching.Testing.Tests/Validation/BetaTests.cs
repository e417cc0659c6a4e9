using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Validation;

/// <summary>What is in beta exists for those who ask for it.</summary>
public sealed class BetaTests
{
    public static TheoryData<string, string, string> Fields => new()
    {
        { "context_management", "{\"edits\":[{\"type\":\"clear_tool_uses_20250919\"}]}", "context-management-2025-06-27" },
        { "mcp_servers", "[{\"type\":\"url\",\"url\":\"https://example.com\",\"name\":\"m\"}]", "mcp-client-2025-11-20" },
        { "output_format", "{\"type\":\"json_schema\",\"schema\":{}}", "structured-outputs-2025-11-13" },
        { "speed", "\"fast\"", "fast-mode-2026-02-01" },
        { "fallbacks", "\"default\"", "server-side-fallback-2026-07-01" },
        { "fallback_credit_token", "\"t\"", "fallback-credit-2026-07-01" },
        { "compaction", "{}", "compact-2026-09-04" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_field_in_beta_needs_its_header(string field, string value, string beta)
    {
        using var plain = new Server();
        using var asking = new Server(null, beta);
        var request = Some.Request().User("Hi").With(field, JsonNode.Parse(value));

        (await plain.ErrorAsync(request)).Should().Be($"{field}: Extra inputs are not permitted");
        (await asking.AskAsync(request)).Status.Should().Be(200);
    }

    [Fact]
    public async Task Fast_mode_needs_no_header_on_the_model_where_it_is_out_of_beta()
    {
        using var server = new Server();

        (await server.AskAsync(Some.Request("claude-opus-5-5").User("Hi").With("speed", "fast"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task The_effort_of_one_turn_needs_its_header()
    {
        var turn = new JsonObject { ["role"] = "system", ["content"] = new JsonArray(), ["output_config"] = new JsonObject { ["effort"] = "low" } };
        var request = Some.Request("claude-opus-5").User("Hi");
        request["messages"]!.AsArray().Add(turn);
        using var plain = new Server();
        using var asking = new Server(null, "mid-conversation-output-config-2026-07-01");

        (await plain.ErrorAsync(request)).Should().Be("messages.1.output_config: Extra inputs are not permitted");
        (await asking.AskAsync(request)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_tool_in_beta_is_no_tool_without_its_header()
    {
        var request = Some.Request().Tools(new JsonObject { ["type"] = "advisor_20260301", ["name"] = "advisor", ["model"] = Some.Model }).User("Hi");
        using var plain = new Server();
        using var asking = new Server(null, "advisor-tool-2026-03-01");

        (await plain.ErrorAsync(request)).Should().StartWith("tools.0: Input tag 'advisor_20260301' found using 'type'").And.NotContain("'advisor_20260301',");
        (await asking.AskAsync(request)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_beta_that_nobody_knows_is_refused()
    {
        using var server = new Server(null, "output-128k-2025-02-19, telepathy-2030-01-01", "levitation-2030-01-01");

        (await server.ErrorAsync(Some.Request().User("Hi"))).Should()
            .StartWith("Unexpected value(s) `telepathy-2030-01-01`, `levitation-2030-01-01` for the `anthropic-beta` header.");
    }

    [Fact]
    public async Task A_newer_beta_can_be_made_known()
    {
        using var server = new Server(new ClaudeEmulatorOptions { AdditionalBetas = ["telepathy-2030-01-01"] }, "telepathy-2030-01-01");

        (await server.AskAsync(Some.Request().User("Hi"))).Status.Should().Be(200);
    }
}
