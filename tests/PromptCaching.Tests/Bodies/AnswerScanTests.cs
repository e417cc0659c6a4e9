using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

public class AnswerScanTests
{
    private const string Start =
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[],"stop_reason":null,"usage":{"input_tokens":9,"cache_creation_input_tokens":300,"cache_read_input_tokens":2048,"cache_creation":{"ephemeral_5m_input_tokens":100,"ephemeral_1h_input_tokens":200},"output_tokens":1,"service_tier":"standard","inference_geo":"global"}}}""";

    private const string Delta = """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":20}}""";
    private const string Stop = """{"type":"message_stop"}""";

    private static readonly string Sample = Texts.Stream(
        Start,
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"ping"}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{\"type\":\"message_stop\"}\n\nevent: message_stop\n"}}""",
        """{"type":"content_block_stop","index":0}""",
        Delta,
        Stop);

    [Fact]
    public void A_stream_is_described()
    {
        var answer = Read(Sample);

        answer.Should().BeEquivalentTo(new { MessageId = "msg_1", Model = "claude-haiku-5-5", StopReason = "end_turn", HasUsage = true, IsComplete = true, Error = (string?)null });
        answer.Usage.Should().BeEquivalentTo(new
        {
            InputTokens = 9L,
            CacheCreationInputTokens = 300L,
            CacheReadInputTokens = 2048L,
            Ephemeral5mInputTokens = 100L,
            Ephemeral1hInputTokens = 200L,
            OutputTokens = 20L,
            ServiceTier = "standard",
            InferenceGeo = "global",
            Speed = (string?)null,
            ThinkingTokens = (long?)null,
        });
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void A_stream_cut_at_any_byte_is_incomplete_before_its_last_event_and_complete_after_it(string lineEnd)
    {
        var whole = (Sample + ": the edge says goodbye\n\n").Replace("\n", lineEnd, StringComparison.Ordinal).Utf8();
        var end = Sample.Replace("\n", lineEnd, StringComparison.Ordinal).Utf8().Length;

        // The line feed of the last CRLF adds nothing: the line is over at its carriage return.
        var complete = lineEnd == "\r\n" ? end - 1 : end;
        for (var length = 0; length <= whole.Length; length++)
        {
            AnswerScan.Read(whole.AsSpan(0, length), isStream: true).IsComplete.Should().Be(length >= complete, "{0} of {1} bytes", length, whole.Length);
        }
    }

    [Fact]
    public void A_stream_says_the_same_in_whatever_pieces_it_comes()
    {
        var bytes = Sample.Utf8();
        for (var size = 1; size < 40; size++)
        {
            var scan = new AnswerScan(isStream: true);
            foreach (var piece in bytes.Chunk(size))
            {
                scan.Feed(piece);
            }

            scan.End();
            scan.Outline.Should().BeEquivalentTo(Read(Sample));
        }
    }

    [Fact]
    public void Totals_are_assigned_and_null_or_missing_leaves_what_was_known()
    {
        var answer = Read(Texts.Stream(
            Start,
            """{"type":"message_delta","delta":{"stop_reason":null},"usage":{"output_tokens":10,"input_tokens":null,"cache_read_input_tokens":null,"cache_creation":null}}""",
            """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":30,"input_tokens":12,"cache_creation_input_tokens":500,"output_tokens_details":{"thinking_tokens":7},"server_tool_use":{"web_search_requests":2}}}""",
            """{"type":"message_delta","delta":{},"usage":{"output_tokens":31,"output_tokens_details":null,"server_tool_use":null}}""",
            Stop));

        answer.StopReason.Should().Be("tool_use");
        answer.Usage.Should().BeEquivalentTo(new
        {
            InputTokens = 12L,
            CacheCreationInputTokens = 500L,
            CacheReadInputTokens = 2048L,
            Ephemeral5mInputTokens = 100L,
            Ephemeral1hInputTokens = 200L,
            OutputTokens = 31L,
            ThinkingTokens = 7L,
            WebSearchRequests = 2L,
        });
    }

    [Fact]
    public void What_was_not_reported_is_unknown_and_not_zero()
    {
        var usage = Read("""{"type":"message","usage":{"output_tokens":3,"input_tokens":"many"}}""", isStream: false).Usage;

        usage.OutputTokens.Should().Be(3);
        usage.InputTokens.Should().BeNull();
        usage.CacheReadInputTokens.Should().BeNull();
        usage.Ephemeral5mInputTokens.Should().BeNull();
        usage.Iterations.Should().BeEmpty();
    }

    [Fact]
    public void The_last_list_of_iterations_holds()
    {
        var answer = Read(Texts.Stream(
            Start,
            """{"type":"message_delta","delta":{},"usage":{"iterations":[{"type":"message","input_tokens":1,"output_tokens":1}]}}""",
            """{"type":"message_delta","delta":{},"usage":{"iterations":[{"type":"compaction","model":"m","input_tokens":5,"output_tokens":2,"cache_creation":{"ephemeral_1h_input_tokens":4}},{"type":"message","input_tokens":1}]}}""",
            Stop));

        answer.Usage.Iterations.Select(item => (item.Type, item.Model, item.Usage.InputTokens, item.Usage.Ephemeral1hInputTokens))
            .Should().Equal(("compaction", "m", 5L, 4L), ("message", null, 1L, null));
    }

    [Theory]
    [InlineData("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n", "overloaded_error")]
    [InlineData("event: error\ndata: {\"type\":\"error\"}\n\n", "unknown")]
    [InlineData("event: error\ndata: {\"error\":{\"type\":\"api_error\"}}\n\n", "api_error")]
    [InlineData("event: error\ndata: upstream timed out\n\n", "unknown")]
    [InlineData("data: {\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}\n\n", "api_error")]
    public void An_error_in_the_middle_leaves_a_stream_incomplete_whatever_follows(string error, string type)
    {
        var answer = Read(Texts.Stream(Start) + error + Texts.Stream(Delta, Stop));

        answer.Error.Should().Be(type);
        answer.IsComplete.Should().BeFalse();
    }

    [Fact]
    public void Events_and_lines_of_the_future_change_nothing() =>
        Read(Texts.Stream(Start, """{"type":"something_new","message":{"id":"x"}}""") + "data: [DONE]\n\ndata: [1]\n\ndata:\n\n" + Texts.Stream(Delta, Stop))
            .Should().BeEquivalentTo(Read(Texts.Stream(Start, Delta, Stop)));

    [Fact]
    public void A_text_that_is_no_Unicode_never_throws() =>
        Read(Texts.Stream(Start, """{"type":"message_delta","delta":{"stop_reason":"\ud800"},"usage":{"service_tier":"\udc00"}}""", Stop)).IsComplete.Should().BeTrue();

    [Theory]
    [InlineData("""{"type":"message","id":"msg_1","model":"m","stop_reason":"end_turn","usage":{"output_tokens":1}}""", true)]
    [InlineData("""{"type":"message","id":"msg_1","model":"m","stop_reason":"end_turn","usage":{"output_tokens":1}""", false)]
    [InlineData("""{"type":"message"} {}""", false)]
    [InlineData("", false)]
    [InlineData("[]", false)]
    [InlineData("<html></html>", false)]
    [InlineData("""{"type":"error","error":{"type":"api_error"}}""", false)]
    public void A_JSON_answer_is_complete_when_it_is_one_whole_object_and_no_error(string body, bool expected) =>
        Read(body, isStream: false).IsComplete.Should().Be(expected);

    [Fact]
    public void A_JSON_answer_is_described()
    {
        var answer = Read("""{"type":"message","id":"msg_1","model":"m","stop_reason":"refusal","usage":{"input_tokens":4,"output_tokens":1}}""", isStream: false);

        answer.Should().BeEquivalentTo(new { MessageId = "msg_1", Model = "m", StopReason = "refusal", HasUsage = true });
        answer.Usage.InputTokens.Should().Be(4);
    }

    [Fact]
    public void A_JSON_answer_says_the_same_in_whatever_pieces_it_comes_and_is_complete_at_its_last_byte_only()
    {
        const string Answer =
            """{"x\"content":[1],"content" : [{"type":"text","text":"}]\\\"{","content":[[{}]]}],"id":"msg_1","type":"message","container":{"content":{"id":"c"}},"stop_reason":"end_turn","usage":{"output_tokens":3}}""";
        var bytes = Answer.Utf8();
        for (var size = 1; size <= bytes.Length; size++)
        {
            var scan = new AnswerScan(isStream: false);
            foreach (var piece in bytes.Chunk(size))
            {
                scan.Feed(piece);
            }

            scan.End();
            scan.Outline.Should().BeEquivalentTo(new { MessageId = "msg_1", StopReason = "end_turn", IsComplete = true, HasUsage = true });
            AnswerScan.Read(bytes.AsSpan(0, size), isStream: false).IsComplete.Should().Be(size == bytes.Length);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_answer_of_any_length_is_described_without_being_held(bool isStream)
    {
        var piece = new string('x', 1 << 16).Utf8();
        var (start, end) = isStream
            ? (Texts.Stream(Start) + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"content_block\":{\"text\":\"", "\"}}\n\n" + Texts.Stream(Delta, Stop))
            : ("{\"type\":\"message\",\"id\":\"msg_1\",\"content\":[{\"text\":\"", "\"}],\"stop_reason\":\"end_turn\",\"usage\":{\"output_tokens\":20}}");
        var scan = new AnswerScan(isStream);
        var before = GC.GetAllocatedBytesForCurrentThread();

        scan.Feed(start.Utf8());
        for (var count = 0; count < 512; count++)
        {
            scan.Feed(piece);
        }

        scan.Feed(end.Utf8());
        scan.End();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(8 << 20);
        scan.Outline.Should().BeEquivalentTo(new { MessageId = "msg_1", StopReason = "end_turn", IsComplete = true });
        scan.Outline.Usage.OutputTokens.Should().Be(20);
    }

    [Fact]
    public void An_answer_that_is_too_long_beside_its_content_is_unknown()
    {
        var answer = "{\"type\":\"message\",\"stop_reason\":\"end_turn\",\"content\":[],\"other\":\"" + new string('x', AnswerSkeleton.MostBytes) + "\"}";

        Read(answer, isStream: false).Should().BeEquivalentTo(new { IsComplete = false, StopReason = (string?)null });
    }

    private static AnswerOutline Read(string answer, bool isStream = true) => AnswerScan.Read(answer.Utf8(), isStream);
}
