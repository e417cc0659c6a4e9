using PromptCaching.ResponseCaching.Memory;
using PromptCaching.ResponseCaching.Replay;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Replay;

/// <summary>Answers told as streams, event by event, and with an id of their own.</summary>
public sealed class ToldAgainTests
{
    [Theory]
    [InlineData("""{"id":"m"}""")]
    [InlineData("""{"id":"m","content":"no list"}""")]
    [InlineData("""{"id":"m","content":[]}""")]
    public void A_message_without_blocks_has_a_start_and_an_end(string message) =>
        Data(message).Select(static data => data.Json().GetProperty("type").GetString()).Should().Equal("message_start", "message_delta", "message_stop");

    [Fact]
    public void Why_it_stopped_is_told_at_the_end_and_not_at_the_start() => Data(
        """{"stop_reason":"refusal","stop_sequence":null,"stop_details":{"type":"refusal"},"usage":{"output_tokens":1},"role":"assistant"}""").Should().Equal(
        """{"type":"message_start","message":{"stop_reason":null,"stop_sequence":null,"stop_details":null,"usage":{"output_tokens":1},"role":"assistant"}}""",
        """{"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":null,"stop_details":{"type":"refusal"}},"usage":{"output_tokens":1}}""",
        """{"type":"message_stop"}""");

    [Fact]
    public void A_text_is_told_in_pieces_of_whole_letters_and_its_citations_after_it() => Deltas(
        """{"type":"text","text":"ab😀d","citations":[{"type":"char_location","a":1.50}]}""").Should().Equal(
        """{"type":"text_delta","text":"ab"}""",
        """{"type":"text_delta","text":"\uD83D\uDE00d"}""",
        """{"type":"citations_delta","citation":{"type":"char_location","a":1.50}}""");

    [Theory]
    [InlineData("""{"type":"text","text":"","citations":null}""")]
    [InlineData("""{"type":"text"}""")]
    [InlineData("""{"type":"thinking","thinking":"","signature":""}""")]
    [InlineData("""{"type":"redacted_thinking","data":"ZA=="}""")]
    [InlineData("""{"type":"tool_use","id":"t"}""")]
    [InlineData("""{"type":"image","input":{"a":1}}""")]
    public void A_block_with_nothing_to_say_is_told_whole_at_its_start(string block) => Deltas(block).Should().BeEmpty();

    [Fact]
    public void A_thought_comes_before_its_signature_and_the_signature_in_one_piece() => Deltas(
        """{"type":"thinking","thinking":"abc","signature":"abcdef"}""").Should().Equal(
        """{"type":"thinking_delta","thinking":"ab"}""", """{"type":"thinking_delta","thinking":"c"}""", """{"type":"signature_delta","signature":"abcdef"}""");

    [Theory]
    [InlineData("tool_use")]
    [InlineData("server_tool_use")]
    [InlineData("mcp_tool_use")]
    public void What_a_tool_takes_is_told_in_pieces_after_an_empty_one(string type) => Deltas($$$"""{"type":"{{{type}}}","input":{"a":1}}""").Should().Equal(
        """{"type":"input_json_delta","partial_json":""}""",
        """{"type":"input_json_delta","partial_json":"{\""}""",
        """{"type":"input_json_delta","partial_json":"a\""}""",
        """{"type":"input_json_delta","partial_json":":1"}""",
        """{"type":"input_json_delta","partial_json":"}"}""");

    [Theory]
    [InlineData("""{"type":"text","text":"a","citations":[1],"z":1.0}""", """{"type":"text","text":"","citations":[],"z":1.0}""")]
    [InlineData("""{"type":"text","text":"a","citations":null}""", """{"type":"text","text":"","citations":null}""")]
    [InlineData("""{"type":"thinking","thinking":"a","signature":"b","text":"c"}""", """{"type":"thinking","thinking":"","signature":"","text":"c"}""")]
    [InlineData("""{"type":"server_tool_use","input":{"a":1},"text":"b"}""", """{"type":"server_tool_use","input":{},"text":"b"}""")]
    [InlineData("""{"type":"other","text":"a","thinking":"b","signature":"c","input":{"a":1},"citations":[1]}""", """{"type":"other","text":"a","thinking":"b","signature":"c","input":{"a":1},"citations":[1]}""")]
    public void A_block_begins_without_what_follows_in_pieces(string block, string start) =>
        Data($$"""{"content":[{{block}}]}""")[1].Should().Be($$"""{"type":"content_block_start","index":0,"content_block":{{start}}}""");

    [Fact]
    public void Blocks_are_numbered_and_each_ends_before_the_next_begins() =>
        Data("""{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}""")[1..7].Select(static data => data.Json())
            .Select(static data => (data.GetProperty("type").GetString(), data.GetProperty("index").GetInt32())).Should().Equal(
            ("content_block_start", 0), ("content_block_delta", 0), ("content_block_stop", 0),
            ("content_block_start", 1), ("content_block_delta", 1), ("content_block_stop", 1));

    [Theory]
    [InlineData("""{"content":[{"id":"toolu"}],"id":"msg_1","usage":{}}""", false, """{"content":[{"id":"toolu"}],"id":"ID","usage":{}}""")]
    [InlineData("""{"id":"","a":1}""", false, """{"id":"ID","a":1}""")]
    [InlineData("""{"id":"a\"b"}""", false, """{"id":"ID"}""")]
    [InlineData("event: message_start\ndata: {\"id\":\"x\",\"message\":{\"id\":\"msg_1\"}}\n\ndata: {\"message\":{\"id\":\"y\"}}\n\n", true, "event: message_start\ndata: {\"id\":\"x\",\"message\":{\"id\":\"ID\"}}\n\ndata: {\"message\":{\"id\":\"y\"}}\n\n")]
    [InlineData("data:{\"message\":{\"id\":\"msg_1\"}}\r\n\r\n", true, "data:{\"message\":{\"id\":\"ID\"}}\r\n\r\n")]
    public void An_answer_gets_an_id_of_its_own_in_the_place_of_the_old_and_nowhere_else(string body, bool isStream, string expected)
    {
        var told = FreshMessageId.In(new CacheEntry(body.Utf8()) { Kind = AnswerForms.Of(isStream) }).Span.Utf8();
        var id = told[told.IndexOf("msg_hit_", StringComparison.Ordinal)..][..32];
        id.Should().MatchRegex("^msg_hit_[0-9A-Za-z]{24}$");
        told.Should().Be(expected.Replace("ID", id, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("data: {\"message\":{\"id\":\"msg_1\"}}", true)]
    [InlineData("""{"message":{"id":"msg_1"}}""", false)]
    [InlineData("data: {\"message\":{\"x\":{\"id\":\"msg_1\"}}}\n\n", true)]
    [InlineData("{\"a\":\"\\ud800\",\"b\"", false)]
    public void What_has_none_in_its_place_keeps_what_it_has(string body, bool isStream) =>
        FreshMessageId.In(new CacheEntry(body.Utf8()) { Kind = AnswerForms.Of(isStream) }).Span.Utf8().Should().Be(body);

    private static List<string> Data(string message)
    {
        var all = new List<string>();
        new PromptCaching.Bodies.EventStreamScan((_, data) => all.Add(data.Utf8())).Feed(StreamReplay.FromMessage(message.Utf8(), 2));
        return all;
    }

    private static IEnumerable<string> Deltas(string block) => Data($$"""{"content":[{{block}}]}""")
        .Select(static data => data.Json()).Where(static data => data.TryGetProperty("delta", out _) && data.TryGetProperty("index", out _))
        .Select(static data => data.GetProperty("delta").GetRawText());
}
