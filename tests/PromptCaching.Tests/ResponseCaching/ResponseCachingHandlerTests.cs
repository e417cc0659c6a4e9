using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Recordings;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

public class ResponseCachingHandlerTests
{
    private static readonly MessageRequest Question = MessageRequest.Parse(Questions.Json.Utf8());

    [Fact]
    public async Task The_same_question_is_sent_once_and_the_second_answer_says_where_it_came_from()
    {
        using var chain = new ChainUnderTest();

        var first = await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromSeconds(90.7));
        var second = await chain.AskAsync(Questions.Json);

        chain.Upstream.Should().Be(1);
        second.Body.Should().Equal(first.Body);
        first.IsHit.Should().BeFalse();
        first.Report.Should().BeEquivalentTo(new { Source = CallSource.Api, Attempts = 1, Age = (TimeSpan?)null });
        second.IsHit.Should().BeTrue();
        second.Response.Headers.Age.Should().Be(TimeSpan.FromSeconds(90));
        second.Header("x-promptcaching-original-request-id").Should().Be(first.Header("request-id")).And.NotBeNull();
        second.Header("request-id").Should().BeNull();
        second.Report.Should().BeEquivalentTo(new
        {
            Source = CallSource.ResponseCache, Attempts = 0, Age = TimeSpan.FromSeconds(90.7), Cost = 0m, IsComplete = true, StopReason = "end_turn",
            RequestId = first.Header("request-id"),
        });
        second.Report.MessageId.Should().Be(first.Report.MessageId);
        second.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
    }

    [Fact]
    public async Task A_stream_is_served_again_byte_for_byte()
    {
        using var chain = new ChainUnderTest();

        var first = await chain.AskAsync(Questions.Stream);
        var second = await chain.AskAsync(Questions.Stream);

        chain.Upstream.Should().Be(1);
        second.IsHit.Should().BeTrue();
        second.Body.Should().Equal(first.Body);
        second.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_answer_serves_both_forms_with_the_same_meaning(bool streamFirst)
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.StoreToolUse = true);
        chain.Emulator.Enqueue(EmulatedAnswer.Content(
            """
            [{"type":"thinking","thinking":"Hm, \ud83d\ude00 of more than sixty-four characters, so that it is told in more than one piece.","signature":"c2ln"},
             {"type":"redacted_thinking","data":"ZA=="},
             {"type":"text","text":"Grüße \"x\"\n","citations":[{"type":"char_location","cited_text":"a","z":1.50}]},
             {"type":"text","text":"plain","citations":null},
             {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}},
             {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://example.org"}]},
             {"type":"tool_use","id":"toolu_1","name":"look","input":{"z":1.50,"a":[1e3,null,{}]},"caller":{"type":"direct"}},
             {"type":"tool_use","id":"toolu_2","name":"look","input":{}}]
            """));

        var first = await AskAsync(chain.Client, streamFirst);
        var second = await AskAsync(chain.Client, !streamFirst);

        chain.Upstream.Should().Be(1);
        second.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
        JsonComparer.FirstDifference(RoundTrip.Write(first).Json(), RoundTrip.Write(second).Json()).Should().BeNull();
        JsonComparer.FirstDifference(RoundTrip.Write(await AskAsync(chain.Client, streamFirst)).Json(), RoundTrip.Write(first).Json()).Should().BeNull();
    }

    [Fact]
    public async Task A_stored_stream_that_makes_no_message_is_a_miss_for_who_wants_one()
    {
        const string Foreign = "data: [DONE]\n\ndata: [DONE\n\n";
        var stream = Texts.Stream("""{"type":"message_start","message":{"id":"a","model":"m","usage":{"input_tokens":1}}}""") + Foreign
            + Texts.Stream("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}""", """{"type":"message_stop"}""");
        const string Message = """{"type":"message","id":"b","stop_reason":"end_turn","content":[],"usage":{}}""";
        var server = new ScriptedServer(body => body.Utf8().Contains("stream", StringComparison.Ordinal)
            ? new ScriptedAnswer(stream.Utf8(), IsStream: true)
            : new ScriptedAnswer(Message.Utf8()));
        using var chain = new ChainUnderTest(server: server);

        await chain.AskAsync(Questions.Stream);
        (await chain.AskAsync(Questions.Stream)).Text.Should().Be(stream);
        var asJson = await chain.AskAsync(Questions.Json);

        asJson.Text.Should().Be(Message);
        asJson.IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task Answers_are_served_until_their_time_is_over_and_no_longer()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json);

        chain.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();

        chain.Clock.Advance(TimeSpan.FromTicks(1));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        chain.Upstream.Should().Be(2);
    }

    [Fact]
    public async Task A_call_may_say_how_long_its_answer_lasts()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json, request => new ClaudeCall { TimeToLive = TimeSpan.FromSeconds(10) }.Set(request));

        chain.Clock.Advance(TimeSpan.FromSeconds(9));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        chain.Clock.Advance(TimeSpan.FromSeconds(1));
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task Bypass_neither_looks_up_nor_stores()
    {
        using var chain = new ChainUnderTest();
        void Bypass(HttpRequestMessage request) => new ClaudeCall { ResponseCache = ResponseCacheMode.Bypass }.Set(request);

        await chain.AskAsync(Questions.Json, Bypass);
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        (await chain.AskAsync(Questions.Json, Bypass)).IsHit.Should().BeFalse();
        chain.Upstream.Should().Be(3);
    }

    [Fact]
    public async Task Refresh_asks_again_and_puts_the_new_answer_in_the_place_of_the_old()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Text("old"));
        chain.Emulator.Enqueue(EmulatedAnswer.Text("new"));

        await chain.AskAsync(Questions.Json);
        var refreshed = await chain.AskAsync(Questions.Json, request => new ClaudeCall { ResponseCache = ResponseCacheMode.Refresh }.Set(request));
        var after = await chain.AskAsync(Questions.Json);

        refreshed.Text.Should().Contain("\"new\"");
        after.IsHit.Should().BeTrue();
        after.Body.Should().Equal(refreshed.Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_answer_takes_the_place_of_the_old_in_both_forms(bool isNewOneStream)
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Text("old"));
        chain.Emulator.Enqueue(EmulatedAnswer.Text("new"));
        await chain.AskAsync(Questions.Json);
        await chain.AskAsync(Questions.Stream);

        await chain.AskAsync(
            isNewOneStream ? Questions.Stream : Questions.Json, request => new ClaudeCall { ResponseCache = ResponseCacheMode.Refresh }.Set(request));
        var after = await chain.AskAsync(isNewOneStream ? Questions.Json : Questions.Stream);

        after.IsHit.Should().BeTrue();
        after.Text.Should().Contain("new").And.NotContain("old");
    }

    [Fact]
    public async Task An_answer_past_its_time_in_one_form_does_not_hide_a_new_one_in_the_other()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json);
        chain.Clock.Advance(TimeSpan.FromMinutes(61));
        await chain.AskAsync(Questions.Stream);

        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        chain.Upstream.Should().Be(2);
    }

    [Fact]
    public async Task Answers_in_memory_are_counted_where_there_is_no_other_store()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json);
        await chain.AskAsync(Questions.Stream);

        var statistics = await chain.Handler.Regions["response"].GetStatisticsAsync();

        statistics.Should().BeEquivalentTo(new { Entries = 1, IsExact = true, Hits = 1, Misses = 1, Stores = 1 });
        statistics.Bytes.Should().BePositive();
    }

    [Fact]
    public async Task A_report_says_why_an_answer_was_not_kept()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Text("x").WithStopReason("max_tokens"));

        (await chain.AskAsync(Questions.Json)).Report.NotStored.Should().Be("max_tokens");
        (await chain.AskAsync(Questions.Json)).Report.NotStored.Should().BeNull();
    }

    [Fact]
    public async Task Scopes_never_see_each_others_answers()
    {
        using var chain = new ChainUnderTest();
        foreach (var scope in (string?[])["a", "b", null, "A"])
        {
            void In(HttpRequestMessage request) => new ClaudeCall { Scope = scope }.Set(request);
            (await chain.AskAsync(Questions.Json, In)).IsHit.Should().BeFalse("{0}", scope);
            (await chain.AskAsync(Questions.Json, In)).IsHit.Should().BeTrue("{0}", scope);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("placeholder")]
    public async Task A_key_for_show_beside_a_token_is_nobody_s_scope(string key)
    {
        using var chain = new ChainUnderTest();
        for (var tenant = 0; tenant < 2; tenant++)
        {
            (await chain.AskAsync(Questions.Json, request =>
            {
                request.Headers.TryAddWithoutValidation("x-api-key", key);
                request.Headers.Add("Authorization", "Bearer token-of-tenant-" + tenant);
            })).IsHit.Should().BeFalse();
        }
    }

    [Fact]
    public async Task A_bearer_token_that_says_nothing_of_its_owner_is_not_cached_and_that_is_logged_once()
    {
        using var chain = new ChainUnderTest();
        static void Token(HttpRequestMessage request) => request.Headers.Add("Authorization", "Bearer oauth-token");

        for (var time = 0; time < 3; time++)
        {
            (await chain.AskAsync(Questions.Json, Token)).IsHit.Should().BeFalse();
        }

        chain.Upstream.Should().Be(3);
        chain.Loggers.Lines.Where(line => line.StartsWith("Warning", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().Contain("Scope");
    }

    [Theory]
    [InlineData("Bearer sk-ant-api03-abc", null)]
    [InlineData("bearer sk-ant-api03-abc", null)]
    [InlineData("Bearer oauth-token", "mine")]
    public async Task A_bearer_token_that_is_a_key_or_comes_with_a_scope_is_cached(string token, string? scope)
    {
        using var chain = new ChainUnderTest();
        void Token(HttpRequestMessage request)
        {
            request.Headers.Add("Authorization", token);
            new ClaudeCall { Scope = scope }.Set(request);
        }

        await chain.AskAsync(Questions.Json, Token);
        (await chain.AskAsync(Questions.Json, Token)).IsHit.Should().BeTrue();
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task Switched_off_nothing_is_looked_up_until_it_is_on_again()
    {
        using var chain = new ChainUnderTest();
        await chain.AskAsync(Questions.Json);

        chain.Options.ResponseCaching.Enabled = false;
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
        chain.Options.ResponseCaching.Enabled = true;
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task An_answer_that_was_not_read_to_its_end_is_not_stored()
    {
        using var chain = new ChainUnderTest();
        using (var response = await chain.Http.SendAsync(ChainUnderTest.Post(Questions.Stream.Utf8()), HttpCompletionOption.ResponseHeadersRead))
        {
            await using var stream = await response.Content.ReadAsStreamAsync();
            await stream.ReadExactlyAsync(new byte[50]);
        }

        (await chain.AskAsync(Questions.Stream)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task Wishes_in_headers_work_and_never_reach_the_API()
    {
        using var chain = new ChainUnderTest();
        static void Wish(HttpRequestMessage request, string name, string value) => request.Headers.Add("x-promptcaching-" + name, value);

        await chain.AskAsync(Questions.Json, request => Wish(request, "ttl", "5"));
        (await chain.AskAsync(Questions.Json, request => Wish(request, "response-cache", "default"))).IsHit.Should().BeTrue();
        (await chain.AskAsync(Questions.Json, request => Wish(request, "response-cache", "bypass"))).IsHit.Should().BeFalse();
        (await chain.AskAsync(Questions.Json, request => Wish(request, "scope", "other"))).IsHit.Should().BeFalse();
        (await chain.AskAsync(Questions.Json, request => Wish(request, "Scope", "other"))).IsHit.Should().BeTrue();
        chain.Clock.Advance(TimeSpan.FromSeconds(5));
        (await chain.AskAsync(Questions.Json, request => Wish(request, "cache-control", "as-sent"))).IsHit.Should().BeFalse();
        (await chain.AskAsync(Questions.Json, request => Wish(request, "response-cache", "refresh"))).IsHit.Should().BeFalse();

        chain.Upstream.Should().Be(5);
        chain.Emulator.Calls.SelectMany(call => call.Headers.Keys).Should().NotContain(name => name.StartsWith("x-promptcaching", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("x-promptcaching-response-cache", "never", "default, bypass, refresh or only-if-cached")]
    [InlineData("x-promptcaching-response-cache", "Bypass", "default, bypass, refresh or only-if-cached")]
    [InlineData("x-promptcaching-cache-control", "never", "auto, as-sent or off")]
    [InlineData("x-promptcaching-scope", "", "a name")]
    [InlineData("x-promptcaching-ttl", "0", "seconds above 0")]
    [InlineData("x-promptcaching-ttl", "1h", "seconds above 0")]
    public async Task A_wish_that_nobody_knows_is_refused_by_name(string header, string value, string known)
    {
        using var chain = new ChainUnderTest();

        var refused = (await chain.Invoking(it => it.AskAsync(Questions.Json, request => request.Headers.Add(header, value)))
            .Should().ThrowAsync<ClaudeRefusedException>()).Which;

        refused.Message.Should().Contain(header).And.Contain($"'{value}'").And.Contain(known);
        refused.Reason.Should().Be(RefusalReason.Validation);
        chain.Upstream.Should().Be(0);
    }

    private static async Task<Message> AskAsync(IClaudeClient client, bool streamed)
    {
        if (!streamed)
        {
            return await client.CreateMessageAsync(Question);
        }

        await using var stream = await client.StreamMessageAsync(Question);
        return await stream.GetFinalMessageAsync();
    }
}
