using System.Text;
using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Messages.Content;

public class ContentBlockTests
{
    public static TheoryData<ContentBlock, string> Documented => new()
    {
        { new TextBlock("a"), """{"type":"text","text":"a"}""" },
        { new TextBlock("a") { Citations = [new Citation { Type = "char_location", CitedText = "x" }] }, """{"type":"text","text":"a","citations":[{"type":"char_location","cited_text":"x"}]}""" },
        { new ImageBlock(ContentSource.FromBytes([1, 2, 3], "image/png")), """{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQID"}}""" },
        { new ImageBlock(ContentSource.FromUrl("https://example.org/a.png")), """{"type":"image","source":{"type":"url","url":"https://example.org/a.png"}}""" },
        { new ImageBlock(ContentSource.FromFile("file_1")), """{"type":"image","source":{"type":"file","file_id":"file_1"}}""" },
        { new DocumentBlock(ContentSource.FromText("x")) { Title = "T", Context = "C", Citations = new CitationSettings { Enabled = true } }, """{"type":"document","source":{"type":"text","media_type":"text/plain","data":"x"},"title":"T","context":"C","citations":{"enabled":true}}""" },
        { new SearchResultBlock("s", "t", [new TextBlock("x")]), """{"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"x"}]}""" },
        { new ThinkingBlock("hm", "sig"), """{"type":"thinking","thinking":"hm","signature":"sig"}""" },
        { new RedactedThinkingBlock("x"), """{"type":"redacted_thinking","data":"x"}""" },
        { new ToolUseBlock("t", "n", JsonElement.Parse("""{"b":1.0,"a":[]}""")), """{"type":"tool_use","id":"t","name":"n","input":{"b":1.0,"a":[]}}""" },
        { new ToolResultBlock("t") { Content = [new TextBlock("x")], IsError = true, CacheControl = PromptCaching.Messages.CacheControl.Ephemeral }, """{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"x"}],"is_error":true,"cache_control":{"type":"ephemeral"}}""" },
    };

    [Theory]
    [MemberData(nameof(Documented))]
    public void A_block_made_by_hand_is_spelled_as_documented(ContentBlock block, string json)
    {
        RoundTrip.Write(block).Should().Be(json);
        Read(json).Should().BeOfType(block.GetType());
        RoundTrip.Write(Read(json)).Should().Be(json);
    }

    [Theory]
    [InlineData("""{"type":"tomorrow","a":{"b":[1.0,null]}}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"type":"image","source":"s"}""")]
    [InlineData("""{"type":null}""")]
    [InlineData("""["no object"]""")]
    public void What_has_no_type_of_its_own_is_kept_as_it_came(string json)
    {
        Read(json).Should().BeOfType<UnknownBlock>();
        RoundTrip.Write(Read(json)).Should().Be(json);
    }

    [Fact]
    public void An_unknown_block_gets_a_marker_through_its_extra_fields()
    {
        var block = Read("""{"type":"server_tool_use","id":"x","cache_control":null}""") with
        {
            ExtraFields = new Dictionary<string, JsonElement> { ["cache_control"] = JsonElement.Parse("""{"type":"ephemeral"}""") },
        };

        RoundTrip.Write(block).Should().Be("""{"type":"server_tool_use","id":"x","cache_control":{"type":"ephemeral"}}""");
    }

    [Fact]
    public void A_marker_is_added_without_touching_the_rest()
    {
        var block = (CacheableBlock)Read("""{"type":"tool_use","id":"t","name":"n","input":{"b":1,"a":2},"caller":{"type":"direct"}}""");

        RoundTrip.Write(block with { CacheControl = PromptCaching.Messages.CacheControl.OneHour }).Should().Be(
            """{"type":"tool_use","id":"t","name":"n","input":{"b":1,"a":2},"caller":{"type":"direct"},"cache_control":{"type":"ephemeral","ttl":"1h"}}""");
    }

    [Fact]
    public void Equal_text_is_an_equal_block() => new TextBlock("a").Should().Be(new TextBlock("a"));

    [Fact]
    public void Input_without_a_value_is_written_as_null_rather_than_failing() =>
        RoundTrip.Write(new ToolUseBlock("t", "n", default)).Should().Contain("\"input\":null");

    [Fact]
    public void Line_breaks_between_tokens_go_and_those_in_strings_stay() =>
        RoundTrip.Write(new ToolUseBlock("t", "n", JsonElement.Parse("{\r\n  \"a\": \"x\\ny\"\n}"))).Should().Contain("""{"a":"x\ny"}""");

    private static ContentBlock Read(string json) =>
        MessageRequest.Parse(Encoding.UTF8.GetBytes($$"""{"messages":[{"content":[{{json}}]}]}""")).Messages[0].Content[0];
}
