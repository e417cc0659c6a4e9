using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Diagnostics;

public sealed class CacheDiagnosticsTests : IDisposable
{
    private readonly Server _server = new();

    public static TheoryData<string, string, bool> Changes => new()
    {
        { "model", "model_changed", true },
        { "tools", "tools_changed", true },
        { "system", "system_changed", true },
        { "history", "messages_changed", true },
        { "tool_choice", "unavailable", false },
        { "effort", "unavailable", false },
    };

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_departs_from_the_previous_turn_is_named(string what, string reason, bool estimates)
    {
        var first = await TellAsync(Turn());
        var second = Next(first);
        _ = what switch
        {
            "model" => second.With("model", "claude-opus-5"),
            "tools" => second.Tools(Some.Tool("go")),
            "system" => second.System(Some.Text("Another.")),
            "history" => second.With("messages", new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Other words." })),
            "tool_choice" => second.With("tool_choice", new JsonObject { ["type"] = "none" }),
            _ => second.With("output_config", new JsonObject { ["effort"] = "low" }),
        };

        var miss = (await TellAsync(second)).GetProperty("diagnostics").GetProperty("cache_miss_reason");
        miss.GetProperty("type").GetString().Should().Be(reason);
        miss.TryGetProperty("cache_missed_input_tokens", out var missed).Should().Be(estimates);
        (!estimates || missed.GetInt32() > 0).Should().BeTrue();
    }

    [Fact]
    public async Task A_conversation_that_only_grows_has_nothing_to_report()
    {
        var first = await TellAsync(Turn());

        first.GetProperty("diagnostics").ValueKind.Should().Be(JsonValueKind.Null, "it is the first turn");
        (await TellAsync(Next(first))).GetProperty("diagnostics").ValueKind.Should().Be(JsonValueKind.Null, "nothing diverged");
    }

    [Fact]
    public async Task Moving_a_marker_is_no_change()
    {
        var first = await TellAsync(Turn());
        var second = Next(first);
        second["system"]![0]!["cache_control"] = Some.Marker();

        (await TellAsync(second)).GetProperty("diagnostics").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Only_the_earliest_divergence_is_reported()
    {
        var second = Next(await TellAsync(Turn())).System(Some.Text("Another.")).Tools(Some.Tool("go"));

        Reason(await TellAsync(second)).Should().Be("tools_changed");
    }

    [Fact]
    public async Task A_turn_without_the_object_leaves_nothing_to_compare_with()
    {
        var silent = Turn();
        silent.Remove("diagnostics");

        Reason(await TellAsync(Next(await TellAsync(silent)))).Should().Be("previous_message_not_found");
    }

    [Fact]
    public async Task Another_workspace_does_not_find_the_message()
    {
        var first = await TellAsync(Turn());
        using var response = await _server.SendAsync(Server.Post(Next(first).ToJsonString(), workspace: "wrkspc_other"));

        Reason(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement).Should().Be("previous_message_not_found");
    }

    [Fact]
    public async Task A_stream_tells_it_in_its_first_event()
    {
        var second = Next(await TellAsync(Turn())).System(Some.Text("Another.")).With("stream", true);
        var start = Sse.Parse((await _server.AskAsync(second)).Body)[0].Data.GetProperty("message");

        Reason(start).Should().Be("system_changed");
    }

    private static JsonObject Turn() => Some.Request()
        .Tools(Some.Tool("look")).System(Some.Text("Be brief.")).User("Hi")
        .With("diagnostics", new JsonObject { ["previous_message_id"] = null });

    private static JsonObject Next(JsonElement before) => Turn().Assistant(Some.Text("Yes?")).User("And then?")
        .With("diagnostics", new JsonObject { ["previous_message_id"] = before.GetProperty("id").GetString() });

    private static string? Reason(JsonElement message) =>
        message.GetProperty("diagnostics").GetProperty("cache_miss_reason").GetProperty("type").GetString();

    private async Task<JsonElement> TellAsync(JsonObject request)
    {
        var (status, body) = await _server.AskAsync(request);
        status.Should().Be(200, body);
        return JsonDocument.Parse(body).RootElement;
    }
}
