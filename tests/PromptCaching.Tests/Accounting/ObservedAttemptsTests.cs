using System.Diagnostics;
using PromptCaching.Tests.Support;
using PromptCaching.Tests.Telemetry;

namespace PromptCaching.Tests.Accounting;

/// <summary>What the span of a call and those of its attempts are told by those who count.</summary>
public sealed class ObservedAttemptsTests
{
    private const string Question = """{"model":"claude-sonnet-5-5","max_tokens":10,"messages":[{"role":"user","content":"Where?"}]}""";
    private const string Message =
        """{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","stop_reason":"end_turn","content":[{"type":"text","text":"There."}],"usage":{"input_tokens":9,"output_tokens":3}}""";

    private const string Told = """[{"role":"assistant","parts":[{"type":"text","content":"There."}],"finish_reason":"end_turn"}]""";

    private static readonly string _stream = Texts.Stream(
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"There."}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}""",
        """{"type":"message_stop"}""");

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task By_wish_the_span_of_a_call_has_its_whole_answer_whether_it_can_be_stored_or_not(bool isStream, bool isStored)
    {
        using var traced = new Traced();
        using var chain = Chain((isStream ? _stream : Message).Utf8(), isStream, isStored);
        var body = isStream ? Question.Replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"", StringComparison.Ordinal) : Question;

        await chain.AskAsync(body);
        (await chain.AskAsync(body)).IsHit.Should().Be(isStored);

        traced.Calls.Should().HaveCount(2).And.OnlyContain(static span => (string?)span.GetTagItem("gen_ai.output.messages") == Told);
        traced.Attempts.Should().OnlyContain(static span => span.Status != ActivityStatusCode.Error);
    }

    [Fact]
    public async Task An_answer_that_is_cut_is_not_quoted_and_its_attempt_has_failed()
    {
        using var traced = new Traced();
        using var chain = Chain(Message[..^20].Utf8(), isStream: false, isStored: false);

        await chain.AskAsync(Question);

        traced.Calls.Should().ContainSingle().Which.GetTagItem("gen_ai.output.messages").Should().BeNull();
        traced.Attempts.Should().ContainSingle().Which.Should().Match<Activity>(
            static span => span.Status == ActivityStatusCode.Error && (string?)span.GetTagItem("error.type") == "incomplete");
    }

    [Fact]
    public async Task An_error_in_a_stream_is_that_of_its_attempt()
    {
        using var traced = new Traced();
        using var chain = Chain(
            (_stream.Split("event: content_block_stop")[0] + Texts.Stream("""{"type":"error","error":{"type":"overloaded_error","message":"No."}}""")).Utf8(), isStream: true, isStored: false);

        await chain.AskAsync(Question);

        traced.Attempts.Should().ContainSingle().Which.GetTagItem("error.type").Should().Be("overloaded_error");
        traced.Calls.Should().ContainSingle().Which.Status.Should().Be(ActivityStatusCode.Error);
    }

    [Fact]
    public async Task A_compressed_answer_is_no_failure()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest(server: new Compressed());

        await chain.AskAsync(Question);

        traced.Attempts.Should().ContainSingle().Which.Status.Should().NotBe(ActivityStatusCode.Error);
    }

    [Theory]
    [InlineData(500, "api_error")]
    [InlineData(429, "rate_limit_error")]
    public async Task An_error_ends_its_attempt_and_its_call(int status, string error)
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest(server: new ScriptedServer(_ => new ScriptedAnswer("{}"u8.ToArray(), status)));

        await chain.AskAsync(Question);

        traced.Attempts.Should().ContainSingle().Which.GetTagItem("error.type").Should().Be(error);
        traced.Calls.Should().ContainSingle().Which.DisplayName.Should().Be("chat claude-sonnet-5-5");
    }

    [Fact]
    public async Task A_connection_that_broke_ends_its_attempt_and_its_call()
    {
        using var traced = new Traced();
        using var chain = new ChainUnderTest(server: new Compressed { Fault = new HttpRequestException() });

        await ((Func<Task>)(() => chain.AskAsync(Question))).Should().ThrowAsync<HttpRequestException>();

        traced.Attempts.Should().ContainSingle().Which.GetTagItem("error.type").Should().Be("connection");
        traced.Calls.Should().ContainSingle().Which.DisplayName.Should().Be("chat claude-sonnet-5-5");
    }

    private static ChainUnderTest Chain(byte[] answer, bool isStream, bool isStored) => new(
        options => (options.Telemetry.CaptureContent, options.ResponseCaching.Enabled) = (true, isStored),
        new ScriptedServer(_ => new ScriptedAnswer(answer, IsStream: isStream)));

    private sealed class Compressed : HttpMessageHandler
    {
        public Exception? Fault { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var content = new ByteArrayContent([0x1f, 0x8b, 0, 0]) { Headers = { ContentEncoding = { "gzip" } } };
            return Fault is { } fault ? Task.FromException<HttpResponseMessage>(fault) : Task.FromResult(new HttpResponseMessage { Content = content });
        }
    }
}
