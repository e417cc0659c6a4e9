using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Tests.Recordings;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

public class MessageAssemblyTests
{
    private const string Stop = """{"type":"message_stop"}""";

    [Fact]
    public void Halves_of_a_surrogate_pair_in_two_deltas_become_one_character()
    {
        var assembly = new MessageAssembly();
        assembly.Apply("""{"type":"message_start","message":{"content":[]}}"""u8);
        assembly.Apply("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""u8);
        assembly.Apply("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a\ud83d"}}"""u8);
        assembly.Apply("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\ude00b"}}"""u8);
        assembly.Apply("""{"type":"message_stop"}"""u8);

        JsonDocument.Parse(assembly.ToJson()).RootElement.GetProperty("content")[0].GetProperty("text").GetString().Should().Be("a\U0001F600b");
    }

    [Fact]
    public void Text_is_put_together() => Blocks(
        Start(0, """{"type":"text","text":""}"""),
        Delta(0, """{"type":"text_delta","text":"Grüße, "}"""),
        """{"type":"ping"}""",
        Delta(0, """{"type":"text_delta","text":"\ud83d\ude00 \"x\"\n"}"""))
        .Should().Equal("""{"type":"text","text":"Grüße, \uD83D\uDE00 \"x\"\n"}""");

    [Fact]
    public void What_a_block_starts_with_stays_in_front() => Blocks(
        Start(0, """{"type":"text","text":"a","citations":[{"n":1}]}"""),
        Delta(0, """{"type":"text_delta","text":"b"}"""),
        Delta(0, """{"type":"citations_delta","citation":{"n":2}}"""))
        .Should().Equal("""{"type":"text","text":"ab","citations":[{"n":1},{"n":2}]}""");

    [Theory]
    [InlineData("""{"type":"text","text":"","citations":null}""")]
    [InlineData("""{"type":"text","text":""}""")]
    public void Citations_are_collected(string start) => Blocks(
        Start(0, start),
        Delta(0, """{"type":"citations_delta","citation":{"type":"page_location","cited_text":"a"}}"""),
        Delta(0, """{"type":"text_delta","text":"x"}"""),
        Delta(0, """{"type":"citations_delta","citation":{"type":"new","z":1.50}}"""))
        .Should().Equal("""{"type":"text","text":"x","citations":[{"type":"page_location","cited_text":"a"},{"type":"new","z":1.50}]}""");

    [Fact]
    public void Thinking_keeps_its_signature() => Blocks(
        Start(0, """{"type":"thinking","thinking":"","signature":""}"""),
        Delta(0, """{"type":"thinking_delta","thinking":"Hm","estimated_tokens":2}"""),
        Delta(0, """{"type":"thinking_delta","thinking":"."}"""),
        Delta(0, """{"type":"signature_delta","signature":"c2ln+/=="}"""))
        .Should().Equal("""{"type":"thinking","thinking":"Hm.","signature":"c2ln+/=="}""");

    [Fact]
    public void Thinking_that_is_left_out_still_has_its_signature() => Blocks(
        Start(0, """{"type":"thinking","thinking":""}"""),
        Delta(0, """{"type":"signature_delta","signature":"s"}"""))
        .Should().Equal("""{"type":"thinking","thinking":"","signature":"s"}""");

    [Fact]
    public void The_input_of_a_tool_keeps_the_order_of_its_keys_and_the_text_of_its_numbers() => Blocks(
        Start(0, """{"type":"tool_use","id":"toolu_1","name":"look","input":{},"caller":{"type":"direct"}}"""),
        Delta(0, """{"type":"input_json_delta","partial_json":""}"""),
        Delta(0, """{"type":"input_json_delta","partial_json":"{\"z\": 1.50, \"a\":[1e3,"}"""),
        Delta(0, """{"type":"input_json_delta","partial_json":"null,{}],\"big\":12345678901234567890123}"}"""))
        .Should().Equal("""{"type":"tool_use","id":"toolu_1","name":"look","input":{"z":1.50,"a":[1e3,null,{}],"big":12345678901234567890123},"caller":{"type":"direct"}}""");

    [Theory]
    [InlineData("server_tool_use")]
    [InlineData("mcp_tool_use")]
    [InlineData("tool_use_of_the_future")]
    public void An_input_without_text_stays_as_it_began(string type) => Blocks(
        Start(0, $$$"""{"type":"{{{type}}}","id":"t","name":"n","input":{}}"""),
        Delta(0, """{"type":"input_json_delta","partial_json":""}"""))
        .Should().Equal($$$"""{"type":"{{{type}}}","id":"t","name":"n","input":{}}""");

    [Fact]
    public void An_input_that_is_no_JSON_stays_readable_as_a_string() => Blocks(
        Start(0, """{"type":"tool_use","id":"t","name":"n","input":{}}"""),
        Delta(0, """{"type":"input_json_delta","partial_json":"{\"path\":\"/tm"}"""))
        .Should().Equal("""{"type":"tool_use","id":"t","name":"n","input":"{\"path\":\"/tm"}""");

    [Fact]
    public void A_text_and_an_input_that_end_in_half_a_pair_end_in_the_sign_for_what_nobody_can_read() => Blocks(
        Start(0, """{"type":"text","text":""}"""),
        Delta(0, """{"type":"text_delta","text":"cut \ud83d"}"""),
        Start(1, """{"type":"tool_use","id":"t","name":"n","input":{}}"""),
        Delta(1, """{"type":"input_json_delta","partial_json":"{\"a\": \ud83d"}"""))
        .Select(static block => System.Text.RegularExpressions.Regex.Unescape(block)).Should().Equal(
            "{\"type\":\"text\",\"text\":\"cut \ufffd\"}", "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":\"{\"a\": \ufffd\"}");

    [Fact]
    public void Blocks_and_deltas_of_the_future_survive_or_change_nothing() => Blocks(
        Start(0, """{"type":"hologram","depth":{"z":1.0},"list":[null]}"""),
        Delta(0, """{"type":"hologram_delta","depth":2}"""),
        """{"type":"something_new","index":0}""",
        """{"type":"content_block_stop","index":0}""",
        Delta(7, """{"type":"text_delta","text":"of a block that never began"}"""),
        Start(1, """{"type":"redacted_thinking","data":"ZA=="}"""))
        .Should().Equal("""{"type":"hologram","depth":{"z":1.0},"list":[null]}""", """{"type":"redacted_thinking","data":"ZA=="}""");

    [Fact]
    public void A_compaction_takes_what_its_delta_says() => Blocks(
        Start(0, """{"type":"compaction","content":null}"""),
        Delta(0, """{"type":"compaction_delta","content":"short","encrypted_content":"e"}"""))
        .Should().Equal("""{"type":"compaction","content":"short","encrypted_content":"e"}""");

    [Fact]
    public void Blocks_stand_by_their_index_however_their_events_interleave() => Blocks(
        Start(2, """{"type":"text","text":""}"""),
        Start(0, """{"type":"text","text":""}"""),
        Delta(2, """{"type":"text_delta","text":"c"}"""),
        Delta(0, """{"type":"text_delta","text":"a"}"""),
        Start(1, """{"type":"text","text":"b"}"""),
        Delta(2, """{"type":"text_delta","text":"d"}"""),
        Delta(0, """{"type":"text_delta","text":"!"}"""))
        .Should().Equal("""{"type":"text","text":"a!"}""", """{"type":"text","text":"b"}""", """{"type":"text","text":"cd"}""");

    [Fact]
    public void The_end_of_the_message_is_merged_into_its_start()
    {
        var message = Assemble(
            """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"container":{"id":"c"},"usage":{"input_tokens":9,"cache_read_input_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":2},"output_tokens":1,"service_tier":"standard"}}}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":10,"input_tokens":null}}""",
            """{"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"END","stop_details":{"new":1}},"usage":{"output_tokens":20,"cache_read_input_tokens":null,"input_tokens":12,"server_tool_use":{"web_search_requests":1}},"context_management":{"applied_edits":[]}}""",
            Stop)!;

        Same(message, """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"stop_sequence","stop_sequence":"END","container":{"id":"c"},
             "usage":{"input_tokens":12,"cache_read_input_tokens":5,"cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":2},"output_tokens":20,
                      "service_tier":"standard","server_tool_use":{"web_search_requests":1}},
             "stop_details":{"new":1},"context_management":{"applied_edits":[]}}
            """);
    }

    [Fact]
    public void Counters_that_only_the_end_brings_are_there()
    {
        var message = Assemble("""{"type":"message_start","message":{"id":"a"}}""", """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2,"input_tokens":null}}""", Stop)!;

        Same(message, """{"id":"a","stop_reason":"end_turn","content":[],"usage":{"output_tokens":2}}""");
    }

    [Theory]
    [InlineData("""{"type":"message_start","message":{"id":"a"}}""")]
    [InlineData("""{"type":"message_start","message":{"id":"a"}}""", """{"type":"error","error":{"type":"api_error"}}""")]
    [InlineData("""{"type":"message_delta","delta":{}}""", Stop)]
    public void A_stream_without_its_start_or_its_end_is_no_message(params string[] events) => Assemble(events).Should().BeNull();

    private static string Start(int index, string block) => $$"""{"type":"content_block_start","index":{{index}},"content_block":{{block}} }""";

    private static string Delta(int index, string delta) => $$"""{"type":"content_block_delta","index":{{index}},"delta":{{delta}} }""";

    private static byte[]? Assemble(params IEnumerable<string> events) => MessageAssembly.Assemble(Texts.Stream(events).Utf8());

    private static IEnumerable<string> Blocks(params IEnumerable<string> events) =>
        Assemble(["""{"type":"message_start","message":{"id":"msg_1","content":[],"usage":{}}}""", .. events, Stop])!
            .Json().GetProperty("content").EnumerateArray().Select(block => block.GetRawText());

    private static void Same(byte[] actual, string expected) => JsonComparer.FirstDifference(expected.Json(), actual.Json()).Should().BeNull();
}
