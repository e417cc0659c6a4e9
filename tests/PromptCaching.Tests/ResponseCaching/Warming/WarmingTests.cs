using PromptCaching.ResponseCaching;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class WarmingTests
{
    private const string Answer = """{"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[{"type":"text","text":"Four."}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";

    [Fact]
    public async Task A_line_with_an_answer_is_a_hit_in_both_forms_without_a_call()
    {
        using var chain = new ChainUnderTest();

        var result = await WarmAsync(chain, $$"""{"request":{{Questions.Json}},"response":{{Answer}},"request_id":"req_7"}""");

        result.Should().BeEquivalentTo(new { Stored = 1, Asked = 0, Known = 0, Failures = Array.Empty<WarmingFailure>() });
        var hit = await chain.AskAsync(Questions.Json);
        hit.Text.Should().Be(Answer);
        hit.Header("x-promptcaching-original-request-id").Should().Be("req_7");
        (await chain.AskAsync(Questions.Stream)).IsHit.Should().BeTrue();
        chain.Upstream.Should().Be(0);
    }

    [Fact]
    public async Task A_line_without_an_answer_is_asked_through_the_chain_and_once()
    {
        using var chain = new ChainUnderTest();
        var line = $$"""{"request":{{Questions.Json}}}""";

        (await WarmAsync(chain, line)).Should().BeEquivalentTo(new { Stored = 0, Asked = 1, Known = 0 });
        (await WarmAsync(chain, line)).Should().BeEquivalentTo(new { Stored = 0, Asked = 0, Known = 1 });

        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();
        chain.Upstream.Should().Be(1);
        chain.Emulator.Calls.Should().OnlyContain(call => call.Headers.ContainsKey("x-api-key"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public async Task From_one_to_a_thousand_may_be_asked_at_once(int atOnce, bool isRefused)
    {
        using var chain = new ChainUnderTest();
        var warming = () => chain.Handler.ResponseCache.WarmAsync(Array.Empty<WarmedAnswer>().ToAsyncEnumerable(), atOnce);

        if (isRefused)
        {
            (await warming.Should().ThrowAsync<ArgumentOutOfRangeException>()).Which.ParamName.Should().Be("atOnce");
        }
        else
        {
            (await warming()).Failures.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task No_more_are_asked_at_once_than_was_said()
    {
        var (now, most, gate) = (0, 0, new TaskCompletionSource());
        using var chain = new ChainUnderTest(server: new BusyServer(async () =>
        {
            lock (gate)
            {
                most = Math.Max(most, Interlocked.Increment(ref now));
            }

            if (now == 3)
            {
                gate.TrySetResult();
            }

            await gate.Task;
            Interlocked.Decrement(ref now);
        }));
        var lines = Enumerable.Range(0, 9).Select(number => $$"""{"request":{{Questions.Json.Replace("2 + 2", $"2 + {number}", StringComparison.Ordinal)}}}""");

        var result = await chain.Handler.ResponseCache.WarmAsync(Lines([.. lines]), atOnce: 3);

        result.Asked.Should().Be(9);
        most.Should().Be(3);
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "no object")]
    [InlineData("{}", "'request' is missing")]
    [InlineData("""{"request":"x"}""", "'request' is not an object")]
    [InlineData("""{"request":{},"response":""}""", "'response' is not a text")]
    [InlineData("""{"request":{},"respone":{}}""", "'respone' is not known")]
    [InlineData("""{"request":{},"scope":" "}""", "'scope' is not a text")]
    [InlineData("""{"request":{},"tags":"x"}""", "'tags' is not a list")]
    [InlineData("""{"request":{},"ttl_seconds":0}""", "'ttl_seconds' is not a number of seconds")]
    [InlineData("""{"request":{},"ttl_seconds":"1h"}""", "'ttl_seconds' is not a number of seconds")]
    [InlineData("""{"request":{},"asked_at":"yesterday"}""", "'asked_at' is not a time")]
    [InlineData("""{"request":{},"labels":["x"]}""", "The label 'x'")]
    [InlineData("""{"request":{},"headers":{"x-api-key":"k"}}""", "The header 'x-api-key'")]
    [InlineData("""{"request":{"a":1,"a":2}}""", "not stored: not_understood")]
    [InlineData("""{"request":{"mcp_servers":[]}}""", "not stored: live_tools")]
    [InlineData("""{"request":{},"response":{"stop_reason":"end_turn"}}""", "not stored: incomplete")]
    [InlineData("""{"request":{},"response":"event: message_start\n\n"}""", "not stored: incomplete")]
    [InlineData("""{"request":{},"response":{"type":"error","error":{"type":"api_error"}}}""", "not stored: incomplete")]
    [InlineData("""{"request":{},"response":{"type":"message","content":[],"stop_reason":"max_tokens"}}""", "not stored: max_tokens")]
    [InlineData("""{"request":{},"response":{"type":"message","content":[],"stop_reason":"refusal"}}""", "not stored: refusal")]
    [InlineData("""{"request":{},"response":{"type":"message","content":[],"stop_reason":"end_turn"},"alternative":1}""", "The alternative is 1")]
    [InlineData("""{"request":{"model":"claude-haiku-5-5"}}""", "The API answered 400: invalid_request_error")]
    public async Task A_line_that_cannot_be_used_is_told_by_number_and_reason_and_the_others_go_on(string wrong, string reason)
    {
        using var chain = new ChainUnderTest();
        var good = $$"""{"request":{{Questions.Json}},"response":{{Answer}}}""";

        var result = await WarmAsync(chain, good, "", wrong, good);

        result.Stored.Should().Be(2);
        result.Failures.Should().ContainSingle().Which.Should().Match<WarmingFailure>(failure => failure.Line == 3 && failure.Reason.Contains(reason));
    }

    [Fact]
    public async Task An_answer_that_is_asked_for_and_not_stored_is_a_failure()
    {
        using var chain = new ChainUnderTest();
        chain.Emulator.Enqueue(EmulatedAnswer.Text("x").WithStopReason("refusal"));
        chain.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());

        var result = await chain.Handler.ResponseCache.WarmAsync(
            Lines($$"""{"request":{{Questions.Json}}}""", $$"""{"request":{{Questions.Json}}}"""), atOnce: 1);

        result.Failures.Select(failure => failure.Line).Should().Equal(1, 2);
        result.Failures[0].Reason.Should().Contain("refusal");
        result.Failures[1].Reason.Should().NotBeEmpty();
    }

    [Fact]
    public async Task An_answer_past_its_time_warms_nothing()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.StaleIfOverloaded = TimeSpan.FromDays(1));
        var line = $$"""{"request":{{Questions.Json}}}""";
        await WarmAsync(chain, line);
        chain.Clock.Advance(TimeSpan.FromHours(2));
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        (await WarmAsync(chain, line)).Failures.Should().ContainSingle().Which.Reason.Should().Contain("past its time");
    }

    [Fact]
    public async Task Scope_time_tags_and_contents_of_a_line_hold()
    {
        using var chain = new ChainUnderTest();
        var other = Questions.Json.Replace("2 + 2", "2 + 3", StringComparison.Ordinal);
        static void In(HttpRequestMessage request) => new ClaudeCall { Scope = "a" }.Set(request);

        await WarmAsync(
            chain,
            $$"""{"request":{{Questions.Json}},"response":{{Answer}},"scope":"a","ttl_seconds":10,"tags":["t"]}""",
            $$"""{"request":{{other}},"response":{{Answer}},"depends_on":{"doc":"v1"},"ttl_seconds":7200}""");

        (await chain.AskAsync(Questions.Json, In)).IsHit.Should().BeTrue();
        (await chain.AskAsync(other)).IsHit.Should().BeTrue();
        chain.Clock.Advance(TimeSpan.FromSeconds(10));
        (await chain.AskAsync(Questions.Json, In)).IsHit.Should().BeFalse();
        chain.Clock.Advance(TimeSpan.FromHours(1.5));
        (await chain.AskAsync(other)).IsHit.Should().BeTrue();
        await chain.Handler.Regions["response"].SetContentAsync("doc", "v2");
        (await chain.AskAsync(other)).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task What_was_asked_before_a_clearing_stays_cleared()
    {
        using var chain = new ChainUnderTest();
        var line = $$"""{"request":{{Questions.Json}},"response":{{Answer}},"tags":["t"],"asked_at":"{{chain.Clock.GetUtcNow():O}}"}""";
        chain.Clock.Advance(TimeSpan.FromSeconds(1));
        await chain.Handler.Regions["response"].ClearTagAsync("t");

        var result = await WarmAsync(chain, line);

        result.Failures.Should().ContainSingle().Which.Reason.Should().Contain("cleared");
    }

    [Fact]
    public async Task Questions_may_come_from_anywhere()
    {
        using var chain = new ChainUnderTest();
        var question = new WarmedAnswer(Questions.Json.Utf8());

        var result = await chain.Handler.ResponseCache.WarmAsync(
            new[] { question, question with { Response = Answer.Utf8(), Call = new ClaudeCall { Scope = "a" } } }.ToAsyncEnumerable());

        result.Should().BeEquivalentTo(new { Stored = 1, Asked = 1, Known = 0 });
    }

    [Fact]
    public async Task A_cache_that_is_switched_off_is_not_warmed()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.Enabled = false);

        await chain.Invoking(it => WarmAsync(it, "{}")).Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Who_gives_up_gets_no_result()
    {
        using var chain = new ChainUnderTest();
        using var ends = new CancellationTokenSource();
        await ends.CancelAsync();

        await chain.Invoking(it => it.Handler.ResponseCache.WarmAsync(Lines("{}"), cancellationToken: ends.Token))
            .Should().ThrowAsync<OperationCanceledException>();
    }

    private static Task<WarmingResult> WarmAsync(ChainUnderTest chain, params string[] lines) => chain.Handler.ResponseCache.WarmAsync(Lines(lines));

    private static MemoryStream Lines(params string[] lines) => new(string.Join("\r\n", lines).Utf8());

    /// <summary>An emulator that is busy with something before each answer.</summary>
    private sealed class BusyServer(Func<Task> work) : HttpMessageHandler
    {
        private readonly ClaudeEmulator _emulator = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await work();
            using var invoker = new HttpMessageInvoker(_emulator, disposeHandler: false);
            return await invoker.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            _emulator.Dispose();
            base.Dispose(disposing);
        }
    }
}
