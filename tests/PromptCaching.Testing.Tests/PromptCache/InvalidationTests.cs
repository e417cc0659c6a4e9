using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.PromptCache;

/// <summary>One entry at the end of the tools, one after the system prompt, one in the messages: which of them survive a change?</summary>
public sealed class InvalidationTests : IDisposable
{
    private const string TakesPrefill = "claude-sonnet-4-5";

    private readonly Server _server = new(null, "fast-mode-2026-02-01");
    private readonly Dictionary<int, string> _levels = [];

    public static TheoryData<string, string> Changes => new()
    {
        { "model", "nothing" },
        { "tool", "nothing" },
        { "web_search", "tools" },
        { "citations", "tools" },
        { "speed", "tools" },
        { "system", "tools" },
        { "tool_choice", "system" },
        { "parallel", "system" },
        { "image", "system" },
        { "thinking", "system" },
        { "effort", "system" },
        { "format", "system" },
        { "message", "system" },
        { "default effort", "messages" },
        { "explicit defaults", "messages" },
        { "max_tokens", "messages" },
        { "metadata", "messages" },
        { "stream", "messages" },
        { "string system", "messages" },
        { "key order of a block", "messages" },
    };

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_loses_its_own_level_and_those_after_it(string change, string survivor)
    {
        await _server.BillAsync(Request());
        foreach (var breakpoint in _server.Emulator.Calls[0].Breakpoints)
        {
            _levels[breakpoint.PrefixTokens] = breakpoint.Path.Split('.')[0];
        }

        var bill = await _server.BillAsync(Changed(change));

        (bill.ReadTokens == 0 ? "nothing" : _levels[bill.ReadTokens]).Should().Be(survivor);
    }

    [Fact]
    public async Task Key_order_inside_the_input_of_a_tool_call_counts()
    {
        JsonObject Call(string first, string second) => Some.Request().System(Some.Text(2000)).User("Hi").Assistant(new JsonObject
        {
            ["type"] = "tool_use", ["id"] = "t", ["name"] = "look", ["input"] = new JsonObject { [first] = 1, [second] = 1 }, ["cache_control"] = Some.Marker(),
        }).User(Some.ToolResult("t", "ok"));
        await _server.BillAsync(Call("a", "b"));

        (await _server.BillAsync(Call("b", "a"))).ReadTokens.Should().Be(0);
        (await _server.BillAsync(Call("a", "b"))).ReadTokens.Should().BePositive();
    }

    [Fact]
    public async Task A_field_called_cache_control_inside_a_schema_is_no_marker_and_counts()
    {
        JsonObject Asking(JsonNode schema) => Some.Request()
            .Tools(new JsonObject { ["name"] = "look", ["input_schema"] = schema }).System(Some.Text(2000, ttl: "5m")).User("Hi");
        await _server.BillAsync(Asking(new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["cache_control"] = new JsonObject { ["type"] = "string" } } }));

        _server.Emulator.Calls[0].Breakpoints.Should().ContainSingle();
        (await _server.BillAsync(Asking(new JsonObject { ["type"] = "object", ["properties"] = new JsonObject() }))).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task Deferred_tools_are_no_part_of_the_prefix()
    {
        var request = Request();
        await _server.BillAsync(request);
        var more = request.Copy();
        more["tools"]!.AsArray().Add(new JsonObject { ["name"] = "late", ["defer_loading"] = true, ["input_schema"] = new JsonObject { ["type"] = "object" } });

        (await _server.BillAsync(more)).Should().Be(await _server.BillAsync(request));
    }

    [Fact]
    public async Task Turns_of_one_role_in_a_row_are_one_turn()
    {
        await _server.BillAsync(Some.Request(TakesPrefill).User(Some.Text(1500), Some.Text(10, ttl: "5m")));

        (await _server.BillAsync(Some.Request(TakesPrefill).User(Some.Text(1500)).User(Some.Text(10, ttl: "5m")))).ReadTokens.Should().Be(1510);
        (await _server.BillAsync(Some.Request(TakesPrefill).User(Some.Text(1500)).Assistant(Some.Text(10, ttl: "5m")))).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task A_model_may_be_told_to_render_thinking_ahead_of_the_tools()
    {
        using var server = new Server(new ClaudeEmulatorOptions { ModelsWithThinkingAheadOfTools = [Some.Model] });
        await server.BillAsync(Request());

        (await server.BillAsync(Changed("effort"))).ReadTokens.Should().Be(0);
    }

    [Theory]
    [InlineData(TakesPrefill, 1, true)]
    [InlineData("claude-opus-4-5", 41, false)]
    public async Task Older_models_drop_earlier_thinking_when_the_user_says_something_new(string model, int thinkingAndQuestion, bool misses)
    {
        JsonObject[] blocks = [new JsonObject { ["type"] = "thinking", ["thinking"] = Some.Words(40), ["signature"] = "s" }, Some.Text(60, ttl: "5m")];
        await _server.BillAsync(Some.Request(model).User(Some.Text(4200)).Assistant([.. blocks.Select(static block => block.DeepClone())]));
        var bill = await _server.BillAsync(Some.Request(model).User(Some.Text(4200)).Assistant(blocks).User("New"));

        bill.ReadTokens.Should().Be(misses ? 0 : 4300);
        bill.PromptTokens.Should().Be(4260 + thinkingAndQuestion);
    }

    private static JsonObject Request() => Some.Request()
        .Tools(Some.Tool("look", "5m", 4400))
        .System(Some.Text(1000, ttl: "5m"))
        .User(Some.Text(500, ttl: "5m"), Some.Text(5, "tail"));

    private static JsonObject Changed(string change)
    {
        var request = Request();
        var blocks = request["messages"]![0]!["content"]!.AsArray();
        switch (change)
        {
            case "model":
                return request.With("model", "claude-sonnet-4-6");
            case "tool":
                request["tools"]![0]!["description"] = new string('e', 4400);
                return request;
            case "web_search":
                request["tools"]!.AsArray().Insert(0, new JsonObject { ["type"] = "web_search_20250305", ["name"] = "web_search" });
                return request;
            case "citations":
                blocks.Add(new JsonObject
                {
                    ["type"] = "document",
                    ["source"] = new JsonObject { ["type"] = "text", ["media_type"] = "text/plain", ["data"] = "text" },
                    ["citations"] = new JsonObject { ["enabled"] = true },
                });
                return request;
            case "speed":
                return request.With("speed", "fast");
            case "system":
                request["system"]![0]!["text"] = Some.Words(1000, "y");
                return request;
            case "tool_choice":
                return request.With("tool_choice", new JsonObject { ["type"] = "any" });
            case "parallel":
                return request.With("tool_choice", new JsonObject { ["type"] = "auto", ["disable_parallel_tool_use"] = true });
            case "image":
                blocks.Add(new JsonObject { ["type"] = "image", ["source"] = new JsonObject { ["type"] = "url", ["url"] = "https://example.com/a.png" } });
                return request;
            case "thinking":
                return request.With("thinking", new JsonObject { ["type"] = "adaptive" });
            case "effort":
                return request.With("output_config", new JsonObject { ["effort"] = "low" });
            case "format":
                return request.With("output_config", new JsonObject { ["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = new JsonObject() } });
            case "message":
                blocks[0]!["text"] = Some.Words(500, "y");
                return request;
            case "default effort":
                return request.With("output_config", new JsonObject { ["effort"] = "high" });
            case "explicit defaults":
                return request.With("speed", "standard").With("tool_choice", new JsonObject { ["type"] = "auto" });
            case "max_tokens":
                return request.With("max_tokens", 7).With("stop_sequences", new JsonArray("x")).With("temperature", 1);
            case "metadata":
                return request.With("metadata", new JsonObject { ["user_id"] = "u" });
            case "stream":
                return request.With("stream", true);
            case "string system":
                return request.With("system", Some.Words(1000));
            case "key order of a block":
                blocks[0] = new JsonObject { ["cache_control"] = Some.Marker(), ["text"] = Some.Words(500), ["type"] = "text" };
                return request;
            default:
                throw new ArgumentOutOfRangeException(nameof(change));
        }
    }
}
