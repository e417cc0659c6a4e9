using PromptCaching.Bodies;
using PromptCaching.ResponseCaching;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

/// <summary>Which answers are kept, through the whole chain.</summary>
public class CacheabilityRulesTests
{
    private static readonly string Start = Texts.Stream("""{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":1,"output_tokens":1}}}""");

    private static readonly string End = Texts.Stream(
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Four."}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}""",
        """{"type":"message_stop"}""");

    [Theory]
    [InlineData("end_turn", true)]
    [InlineData("stop_sequence", true)]
    [InlineData("max_tokens", false)]
    [InlineData("refusal", false)]
    [InlineData("pause_turn", false)]
    [InlineData("tool_use", false)]
    [InlineData("model_context_window_exceeded", false)]
    [InlineData("compaction", false)]
    [InlineData("something_new", false)]
    public async Task Only_answers_that_came_to_an_end_of_their_own_are_stored(string stopReason, bool expected)
    {
        foreach (var question in (string[])[Questions.Json, Questions.Stream])
        {
            using var chain = new ChainUnderTest();
            chain.Emulator.Enqueue(EmulatedAnswer.Text("x").WithStopReason(stopReason));

            await chain.AskAsync(question);

            (await chain.AskAsync(question)).IsHit.Should().Be(expected);
        }
    }

    [Theory]
    [InlineData(true, null, true)]
    [InlineData(false, null, false)]
    [InlineData(true, "api_error", false)]
    public void An_answer_is_not_stored_on_the_word_of_its_stop_reason_alone(bool isComplete, string? error, bool expected) =>
        CacheabilityRules.WhyNotStore(
            new AnswerOutline { StopReason = "end_turn", IsComplete = isComplete, Error = error }, "{}"u8, isStream: false, new ResponseCachingOptions())
            .Should().Be(expected ? null : isComplete ? "error" : "incomplete");

    [Theory]
    [InlineData("end_turn", true, true, "malformed")]
    [InlineData("end_turn", false, false, "incomplete")]
    [InlineData("end_turn", false, true, null)]
    [InlineData("stop_sequence", false, true, null)]
    [InlineData("tool_use", false, true, null)]
    [InlineData("max_tokens", false, true, "max_tokens")]
    [InlineData("refusal", false, true, "refusal")]
    [InlineData(null, false, true, "no_stop_reason")]
    public void It_is_said_why_an_answer_is_not_stored(string? stopReason, bool isMalformed, bool isComplete, string? expected)
    {
        var answer = new AnswerOutline { StopReason = stopReason, IsMalformed = isMalformed, IsComplete = isComplete };

        CacheabilityRules.WhyNotStore(answer, "{}"u8, isStream: false, new ResponseCachingOptions { StoreToolUse = true }).Should().Be(expected);
    }

    [Theory]
    [InlineData("end_turn", true, "malformed")]
    [InlineData("tool_use", true, "malformed")]
    [InlineData("tool_use", false, "tool_use")]
    public void What_nobody_can_read_is_not_stored_and_a_tool_call_only_where_that_is_wanted(string stopReason, bool storesTools, string expected) =>
        CacheabilityRules.WhyNotStore(
            new AnswerOutline { StopReason = stopReason, IsComplete = true }, "{"u8, isStream: false, new ResponseCachingOptions { StoreToolUse = storesTools })
            .Should().Be(expected);

    [Fact]
    public void A_message_whose_content_is_no_JSON_is_not_stored()
    {
        var body = """{"type":"message","stop_reason":"end_turn","content":[{"text":nonsense}],"usage":{}}""".Utf8();

        CacheabilityRules.WhyNotStore(AnswerScan.Read(body, isStream: false), body, isStream: false, new ResponseCachingOptions()).Should().Be("malformed");
    }

    [Fact]
    public async Task Tool_calls_are_stored_by_option()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.StoreToolUse = true);
        chain.Emulator.Enqueue(EmulatedAnswer.Content("""[{"type":"tool_use","id":"toolu_1","name":"look","input":{}}]"""));

        await chain.AskAsync(Questions.Json);

        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(529)]
    [InlineData(201)]
    public async Task What_is_not_a_plain_200_is_not_stored(int status)
    {
        var server = new ScriptedServer(_ => new ScriptedAnswer("""{"type":"message","stop_reason":"end_turn","content":[]}""".Utf8(), status));
        using var chain = new ChainUnderTest(server: server);

        await chain.AskAsync(Questions.Json);
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();

        server.Bodies.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("\n", 7)]
    [InlineData("\r\n", 1)]
    [InlineData("\r\n", 1000)]
    public async Task A_stream_cut_at_any_byte_before_its_last_event_is_not_stored_and_is_an_error_for_every_client(string lineEnd, int size)
    {
        var whole = (Start + End).Replace("\n", lineEnd, StringComparison.Ordinal).Utf8();
        var stored = 0;
        for (var length = 0; length <= whole.Length; length++)
        {
            var cut = whole[..length];
            using var chain = new ChainUnderTest(server: new ScriptedServer(_ => new ScriptedAnswer(cut, IsStream: true) { PieceSize = () => size }));

            // At most the last line feed of a CRLF may be missing: the event is over without it.
            if (length < whole.Length - 1)
            {
                await ((Func<Task>)(() => chain.AskAsync(Questions.Stream))).Should().ThrowAsync<HttpRequestException>("{0} of {1} bytes", length, whole.Length);
                await ((Func<Task>)(() => chain.AskAsync(Questions.Stream))).Should().ThrowAsync<HttpRequestException>("it was not stored");
            }
            else
            {
                stored += await IsStoredAsync(chain) ? 1 : 0;
            }
        }

        stored.Should().BeInRange(1, 2);
    }

    private static async Task<bool> IsStoredAsync(ChainUnderTest chain)
    {
        try
        {
            await chain.AskAsync(Questions.Stream);
            return (await chain.AskAsync(Questions.Stream)).IsHit;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [Fact]
    public async Task A_JSON_answer_cut_at_any_byte_is_not_stored()
    {
        var whole = """{"id":"msg_1","type":"message","stop_reason":"end_turn","content":[{"type":"text","text":"ü"}],"usage":{}}""".Utf8();
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            using var chain = new ChainUnderTest(server: new ScriptedServer(_ => new ScriptedAnswer(cut)));

            (await chain.AskAsync(Questions.Json)).Body.Should().Equal(cut);
            (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        }
    }

    [Theory]
    [InlineData("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n")]
    [InlineData("event: error\ndata: upstream timed out\n\n")]
    public async Task A_stream_with_an_error_in_the_middle_is_not_stored_even_if_it_goes_on(string error)
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer(_ => new ScriptedAnswer((Start + error + End).Utf8(), IsStream: true)));

        await chain.AskAsync(Questions.Stream);

        (await chain.AskAsync(Questions.Stream)).IsHit.Should().BeFalse();
    }

    public static TheoryData<string> LiveRequests =>
    [
        "\"tools\":[{\"type\":\"web_search_20250305\",\"name\":\"web_search\"}]",
        "\"tools\":[{\"name\":\"a\",\"input_schema\":{\"type\":\"object\"}},{\"type\":\"web_fetch_20260318\",\"name\":\"web_fetch\"}]",
        "\"tools\":[{\"type\":\"code_execution_20260521\",\"name\":\"code_execution\"}]",
        "\"tools\":[{\"type\":\"mcp_toolset\",\"mcp_server_name\":\"m\"}]",
        "\"tools\":[{\"type\":\"advisor_20260301\",\"name\":\"advisor\",\"model\":\"claude-opus-5-5\"}]",
        "\"mcp_servers\":[]",
        "\"container\":\"c\"",
    ];

    [Theory]
    [MemberData(nameof(LiveRequests))]
    public async Task Requests_that_reach_the_live_world_are_cached_by_option_only(string field)
    {
        var question = Questions.Json[..^1] + "," + field + "}";
        foreach (var isStored in (bool[])[false, true])
        {
            using var chain = new ChainUnderTest(options => options.ResponseCaching.StoreLiveTools = isStored);

            await chain.AskAsync(question);

            (await chain.AskAsync(question)).IsHit.Should().Be(isStored);
        }
    }

    [Fact]
    public async Task Tools_of_the_host_do_not_keep_an_answer_from_being_stored()
    {
        using var chain = new ChainUnderTest();
        var question = Questions.Json[..^1] + ",\"tools\":[{\"name\":\"web_search_of_ours\",\"input_schema\":{\"type\":\"object\"}},{\"type\":\"bash_20250124\",\"name\":\"bash\"}]}";
        chain.Emulator.Enqueue(EmulatedAnswer.Text("x"));

        await chain.AskAsync(question);

        (await chain.AskAsync(question)).IsHit.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_is_too_long_passes_through_whole_and_is_not_stored(bool isStream)
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.MaxAnswerBytes = 2000);
        var text = Texts.Words(1000);
        chain.Emulator.Enqueue(EmulatedAnswer.Text(text));

        var first = await chain.AskAsync(isStream ? Questions.Stream : Questions.Json);
        var second = await chain.AskAsync(isStream ? Questions.Stream : Questions.Json);

        first.Body.Length.Should().BeGreaterThan(5000);
        first.Report.IsComplete.Should().BeTrue();
        second.IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task An_answer_of_exactly_the_longest_length_is_stored()
    {
        var answer = """{"id":"msg_1","type":"message","stop_reason":"end_turn","content":[],"usage":{}}""" + new string(' ', 2000);
        foreach (var (most, expected) in ((int, bool)[])[(answer.Length - 1, false), (answer.Length, true)])
        {
            using var chain = new ChainUnderTest(options => options.ResponseCaching.MaxAnswerBytes = most, new ScriptedServer(answer));

            await chain.AskAsync(Questions.Json);

            (await chain.AskAsync(Questions.Json)).IsHit.Should().Be(expected);
        }
    }

    [Fact]
    public async Task Only_messages_are_cached()
    {
        using var chain = new ChainUnderTest();
        for (var time = 0; time < 2; time++)
        {
            using var request = ChainUnderTest.Post(Questions.Json.Utf8(), ChainUnderTest.Address + "/count_tokens");
            using var response = await chain.Http.SendAsync(request);
        }

        chain.Upstream.Should().Be(2);
    }
}
