using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Wire;

public sealed class MessageTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_message_has_the_fields_of_the_api_in_its_order()
    {
        var message = await _server.AnswerAsync(Some.Request().User("Hi"));

        Names(message).Should().Equal("model", "id", "type", "role", "content", "stop_reason", "stop_sequence", "stop_details", "usage", "diagnostics");
        Names(message.GetProperty("usage")).Should().Equal(
            "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "cache_creation", "output_tokens", "output_tokens_details", "service_tier",
            "inference_geo");
        message.GetProperty("diagnostics").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_refusal_has_details() =>
        (await Answer(EmulatedAnswer.Text("No.").WithStopReason("refusal"))).GetProperty("stop_details").GetRawText()
            .Should().Be("""{"type":"refusal","category":null,"explanation":null}""");

    [Theory]
    [InlineData("claude-haiku-4-5-20251001", "not_available")]
    [InlineData("claude-3-5-haiku-20241022", "not_available")]
    [InlineData("claude-sonnet-4-6", "us")]
    [InlineData("claude-opus-5-5", "us")]
    public async Task The_inference_geography_is_told_by_models_that_know_it(string model, string geo) =>
        (await _server.AnswerAsync(Some.Request(model).User("Hi").With("inference_geo", geo == "us" ? geo : null))).GetProperty("usage").GetProperty("inference_geo").GetString()
            .Should().Be(geo);

    [Theory]
    [InlineData("claude-haiku-4-5-20251001", false, false)]
    [InlineData("claude-haiku-4-5-20251001", true, true)]
    [InlineData("claude-opus-4-8", false, true)]
    [InlineData("claude-sonnet-5", false, true)]
    public async Task The_thinking_part_of_the_output_is_told_where_a_model_may_think(string model, bool asked, bool told)
    {
        var request = Some.Request(model).User("Hi");
        if (asked)
        {
            request.With("thinking", new JsonObject { ["type"] = "enabled", ["budget_tokens"] = 1024 }).With("max_tokens", 2000);
        }

        (await _server.AnswerAsync(request)).GetProperty("usage").TryGetProperty("output_tokens_details", out _).Should().Be(told);
    }

    [Fact]
    public async Task Searches_of_the_server_are_counted()
    {
        var answer = await Answer(EmulatedAnswer.Content(
            """[{"type":"server_tool_use","id":"a","name":"web_search","input":{}},{"type":"web_search_tool_result","tool_use_id":"a","content":[]},{"type":"text","text":"So."}]"""));

        answer.GetProperty("usage").GetProperty("server_tool_use").GetRawText().Should().Be("""{"web_search_requests":1,"web_fetch_requests":0}""");
    }

    private Task<JsonElement> Answer(EmulatedAnswer scripted)
    {
        _server.Emulator.Enqueue(scripted);
        return _server.AnswerAsync(Some.Request().User("Hi"));
    }

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(static property => property.Name);
}
