using System.Net.Http.Headers;

namespace PromptCaching.Tests.Client;

public sealed class ToolInputsTests
{
    [Fact]
    public async Task Each_piece_tells_what_has_come_so_far_and_the_last_one_that_it_is_all()
    {
        var inputs = await InputsOf(
            Start(0, """{"type":"text","text":""}"""),
            Delta(0, "text_delta", "text", "I look."),
            Stop(0),
            Start(1, """{"type":"tool_use","id":"toolu_1","name":"look","input":{}}"""),
            Delta(1, "input_json_delta", "partial_json", ""),
            Delta(1, "input_json_delta", "partial_json", "{\\\"place\\\":"),
            Delta(1, "input_json_delta", "partial_json", "\\\"Oslo\\\"}"),
            Stop(1));

        inputs.Select(input => (input.Piece, input.Json, input.IsComplete)).Should().Equal(
            ("{\"place\":", "{\"place\":", false),
            ("\"Oslo\"}", "{\"place\":\"Oslo\"}", false),
            ("", "{\"place\":\"Oslo\"}", true));
        inputs.Should().OnlyContain(input => input.Index == 1 && input.Id == "toolu_1" && input.Name == "look");
        inputs[^1].ToJson().GetProperty("place").GetString().Should().Be("Oslo");
        inputs[0].Invoking(input => input.ToJson()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public async Task What_has_come_so_far_can_be_read_before_it_is_complete()
    {
        var inputs = await InputsOf(
            Start(0, """{"type":"tool_use","id":"toolu_1","name":"look","input":{}}"""),
            Delta(0, "input_json_delta", "partial_json", "{\\\"place\\\":\\\"Os"),
            Delta(0, "input_json_delta", "partial_json", "lo\\\",\\\"days\\\":1"),
            Delta(0, "input_json_delta", "partial_json", "2}"),
            Stop(0));

        inputs.Select(SoFar).Should().Equal(
            """{"place":"Os"}""", """{"place":"Oslo"}""", """{"place":"Oslo","days":12}""", """{"place":"Oslo","days":12}""");
    }

    [Fact]
    public async Task An_input_that_is_no_JSON_says_so_and_keeps_its_text()
    {
        var inputs = await InputsOf(
            Start(0, """{"type":"tool_use","id":"toolu_1","name":"look","input":{}}"""),
            Delta(0, "input_json_delta", "partial_json", "{\\\"place\\\":"),
            Delta(0, "input_json_delta", "partial_json", "Oslo"),
            Stop(0));

        inputs.Select(SoFar).Should().Equal("{}", null, null);
        inputs[^1].Json.Should().Be("{\"place\":Oslo");
        inputs[^1].Invoking(static input => input.ToJson()).Should().Throw<System.Text.Json.JsonException>();
    }

    [Fact]
    public async Task An_input_may_be_as_deep_as_the_client_reads()
    {
        var deep = $"{{\\\"a\\\":{new string('[', 200)}{new string(']', 200)}}}";

        var inputs = await InputsOf(
            Start(0, """{"type":"tool_use","id":"toolu_1","name":"look","input":{}}"""), Delta(0, "input_json_delta", "partial_json", deep), Stop(0));

        inputs[^1].ToJson().GetProperty("a").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task A_tool_without_input_is_complete_with_an_empty_object()
    {
        var inputs = await InputsOf(Start(0, """{"type":"tool_use","id":"toolu_1","name":"now","input":{}}"""), Stop(0));

        inputs.Should().ContainSingle().Which.Json.Should().Be("{}");
    }

    [Fact]
    public async Task Inputs_of_several_tools_stay_apart_and_those_of_the_api_s_own_tools_count()
    {
        var inputs = await InputsOf(
            Start(0, """{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}}"""),
            Start(1, """{"type":"mcp_tool_use","id":"mcptoolu_1","name":"find","server_name":"s","input":{"whole":true}}"""),
            Delta(0, "input_json_delta", "partial_json", "{}"),
            Stop(0),
            Stop(1));

        inputs.Where(input => input.IsComplete).Select(input => (input.Name, input.Json)).Should().Equal(("web_search", "{}"), ("find", "{\"whole\":true}"));
    }

    private static string? SoFar(ToolInputSoFar input) => input.TryReadSoFar(out var json) ? json.GetRawText() : null;

    private static async Task<List<ToolInputSoFar>> InputsOf(params string[] blocks)
    {
        string[] events =
        [
            """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":1}}}""",
            .. blocks,
            """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":1}}""",
            """{"type":"message_stop"}""",
        ];
        var body = new StringContent(string.Concat(events.Select(data => $"event: {data.Split('"')[3]}\ndata: {data}\n\n")));
        body.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        await using var stream = new MessageStream(new HttpResponseMessage { Content = body });
        var inputs = new List<ToolInputSoFar>();
        await foreach (var input in stream.ReadToolInputsAsync())
        {
            inputs.Add(input);
        }

        (await stream.GetFinalMessageAsync()).Id.Should().Be("msg_1");
        return inputs;
    }

    private static string Start(int index, string block) =>
        $$"""{"type":"content_block_start","content_block":{{block}},"index":{{index}} }""";

    private static string Delta(int index, string type, string field, string text) =>
        $$"""{"type":"content_block_delta","index":{{index}},"delta":{"type":"{{type}}","{{field}}":"{{text}}"} }""";

    private static string Stop(int index) => $$"""{"type":"content_block_stop","index":{{index}} }""";
}
