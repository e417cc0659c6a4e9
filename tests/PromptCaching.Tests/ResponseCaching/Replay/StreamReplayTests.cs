using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Replay;
using PromptCaching.Tests.Recordings;
using PromptCaching.Tests.Recordings.Fixtures;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Replay;

public class StreamReplayTests
{
    private const string Message =
        """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Four."},{"type":"tool_use","id":"t","name":"n","input":{"a":1}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":3}}""";

    [Theory]
    [MemberData(nameof(HandWritten.Answers), MemberType = typeof(HandWritten))]
    [InlineData(Message)]
    [InlineData("""{"id":"msg_1","content":[],"stop_reason":"refusal","stop_details":{"type":"refusal","category":"x"}}""")]
    [InlineData("""{"id":"msg_1","content":[{"type":"tool_use","input":"{\"cut"},{"type":"thinking","thinking":"t"},{"type":"hologram","z":1.0}],"stop_reason":"end_turn"}""")]
    public void The_stream_of_a_message_amounts_to_the_message(string message)
    {
        var assembled = MessageAssembly.Assemble(StreamReplay.FromMessage(message.Utf8(), 64))!;

        JsonComparer.FirstDifference(message.Json(), assembled.Json()).Should().BeNull();
    }

    [Theory]
    [InlineData("""{"id":"msg_1","content":"none","stop_reason":"end_turn"}""")]
    [InlineData("""{"id":"msg_1","stop_reason":"end_turn"}""")]
    public void A_message_without_blocks_is_a_stream_without_blocks(string message) =>
        MessageAssembly.Assemble(StreamReplay.FromMessage(message.Utf8(), 64))!.Json().GetProperty("content").GetArrayLength().Should().Be(0);

    [Fact]
    public void The_events_come_as_the_API_sends_them()
    {
        var events = new List<(string Name, string Data)>();
        new EventStreamScan((name, data) => events.Add((name.Utf8(), data.Utf8()))).Feed(StreamReplay.FromMessage(Message.Utf8(), 64));

        events.Should().OnlyContain(item => item.Data.Json().GetProperty("type").GetString() == item.Name);
        events.Select(item => item.Data.Replace(",\"usage\":{\"input_tokens\":9,\"output_tokens\":3}", " USAGE", StringComparison.Ordinal)).Should().Equal(
            """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null USAGE}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Four."}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null} USAGE}""",
            """{"type":"message_stop"}""");
    }

    [Fact]
    public void No_piece_of_text_ends_inside_a_character()
    {
        var text = string.Concat(Enumerable.Repeat("a😀", 100));

        var stream = StreamReplay.FromMessage($$"""{"id":"m","content":[{"type":"text","text":"{{text}}"} ]}""".Utf8(), 64);

        var pieces = new List<string>();
        new EventStreamScan((name, data) =>
        {
            if (name.SequenceEqual("content_block_delta"u8))
            {
                pieces.Add(data.Utf8().Json().GetProperty("delta").GetProperty("text").GetString()!);
            }
        }).Feed(stream);
        pieces.Should().HaveCountGreaterThan(3);
        string.Concat(pieces).Should().Be(text);
        pieces.Should().OnlyContain(piece => !char.IsLowSurrogate(piece[0]));
    }
}
