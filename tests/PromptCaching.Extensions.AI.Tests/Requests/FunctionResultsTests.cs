using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Tests.Requests;

public sealed class FunctionResultsTests
{
    [Fact]
    public void Text_is_text()
    {
        Sent("Sunny.").Should().Be("""{"type":"tool_result","tool_use_id":"toolu_1","content":"Sunny."}""");
        Sent(Some.Json("\"Sunny.\"")).Should().Be("""{"type":"tool_result","tool_use_id":"toolu_1","content":"Sunny."}""");
    }

    [Fact]
    public void Anything_else_is_json()
    {
        Sent(Some.Json("""{"b":1,"a":2}""")).Should().Be("""{"type":"tool_result","tool_use_id":"toolu_1","content":"{\"b\":1,\"a\":2}"}""");
        Sent(new Dictionary<string, object?> { ["degrees"] = 20 }).Should().Contain("degrees");
        Sent(21.5).Should().Contain("\"content\":\"21.5\"");
    }

    [Fact]
    public void Nothing_is_nothing()
    {
        Sent(null).Should().Be("""{"type":"tool_result","tool_use_id":"toolu_1"}""");
        Sent(Some.Json("null")).Should().Be("""{"type":"tool_result","tool_use_id":"toolu_1"}""");
    }

    [Fact]
    public void Contents_are_blocks() =>
        Sent(new AIContent[] { new TextContent("Look:"), new DataContent("Hi."u8.ToArray(), "image/png") }).Should().Be(
            """{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"Look:"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"SGku"}}]}""");

    [Fact]
    public void Blocks_of_ours_are_those_blocks() =>
        Sent(new SearchResultBlock("s", "t", "x")).Should().Be(
            """{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"search_result","source":"s","title":"t","content":"x"}]}""");

    [Fact]
    public void A_failure_says_so()
    {
        Sent("Error: no.", new InvalidOperationException("no")).Should().Be("""{"type":"tool_result","tool_use_id":"toolu_1","content":"Error: no.","is_error":true}""");
        Sent(null, new InvalidOperationException("no")).Should().Be("""{"type":"tool_result","tool_use_id":"toolu_1","content":"no","is_error":true}""");
    }

    private static string Sent(object? result, Exception? failure = null) =>
        Mapped.Blocks(new ChatMessage(ChatRole.Tool, [new FunctionResultContent("toolu_1", result) { Exception = failure }]))[1..^1];
}
