using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Telemetry;

public sealed class CapturedContentTests
{
    private const string Body =
        """
        {"model":"claude-sonnet-5-5","max_tokens":10,"system":[{"type":"text","text":"Be brief."}],
         "tools":[{"name":"look","input_schema":{"type":"object"}}],
         "messages":[{"role":"user","content":"Where?"},
          {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"tool_use","id":"t1","name":"look","input":{"at":"map"}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"Here."},
           {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]}]}
        """;

    private static readonly string _answer =
        """{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","stop_reason":"end_turn","content":[{"type":"text","text":"Over there."}],"usage":{"input_tokens":9,"output_tokens":3}}""";

    private static readonly string _stream = Texts.Stream(
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Over "}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"there."}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}""",
        """{"type":"message_stop"}""");

    [Fact]
    public async Task Nothing_that_was_said_is_in_a_span()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest(server: new ScriptedServer(_answer));

        await chain.AskAsync(Body);

        var tags = traced.Calls.Concat(traced.Attempts).SelectMany(static span => span.TagObjects).Select(static tag => $"{tag.Key}={tag.Value}");
        tags.Should().NotContain(tag => tag.Contains("brief") || tag.Contains("Where") || tag.Contains("there") || tag.Contains("look"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_wish_a_span_carries_both_sides_of_the_conversation(bool isStream)
    {
        using var traced = new Traced();
        using var chain = Capturing(isStream);

        await chain.AskAsync(isStream ? Streamed() : Body);

        var span = traced.Calls.Should().ContainSingle().Subject;
        span.GetTagItem("gen_ai.system_instructions").Should().Be("""[{"type":"text","content":"Be brief."}]""");
        span.GetTagItem("gen_ai.tool.definitions").Should().Be("""[{"name":"look","input_schema":{"type":"object"}}]""");
        span.GetTagItem("gen_ai.input.messages").Should().Be(
            """[{"role":"user","parts":[{"type":"text","content":"Where?"}]},"""
            + """{"role":"assistant","parts":[{"type":"reasoning","content":"Hm."},{"type":"tool_call","id":"t1","name":"look","arguments":{"at":"map"}}]},"""
            + """{"role":"user","parts":[{"type":"tool_call_response","id":"t1","response":[{"type":"text","content":"Here."}]},{"type":"image"}]}]""");
        span.GetTagItem("gen_ai.output.messages").Should().Be(
            """[{"role":"assistant","parts":[{"type":"text","content":"Over there."}],"finish_reason":"end_turn"}]""");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stored_answer_is_captured_like_a_fresh_one(bool isStream)
    {
        using var chain = Capturing(isStream);
        await chain.AskAsync(isStream ? Streamed() : Body);
        using var traced = new Traced();

        (await chain.AskAsync(isStream ? Streamed() : Body)).IsHit.Should().BeTrue();

        var span = traced.Calls.Should().ContainSingle().Subject;
        span.GetTagItem("gen_ai.output.messages").Should().Be(
            """[{"role":"assistant","parts":[{"type":"text","content":"Over there."}],"finish_reason":"end_turn"}]""");
        span.GetTagItem("gen_ai.system_instructions").Should().NotBeNull();
    }

    [Fact]
    public async Task A_body_that_is_no_conversation_is_sent_all_the_same()
    {
        using var traced = new Traced();
        using var chain = Capturing(isStream: false);

        var answered = await chain.AskAsync("""{"messages":[7,{"role":1}],"system":{"a":1}""");

        answered.Status.Should().Be(200);
        traced.Calls.Should().ContainSingle().Which.GetTagItem("gen_ai.input.messages").Should().BeNull();
    }

    private static string Streamed() => Body.Replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"", StringComparison.Ordinal);

    private static ChainUnderTest Capturing(bool isStream) => new(
        static options =>
        {
            options.Telemetry.CaptureContent = true;
            options.ResponseCaching.StoreToolUse = true;
        },
        new ScriptedServer(_ => new ScriptedAnswer((isStream ? _stream : _answer).Utf8(), IsStream: isStream)));
}
