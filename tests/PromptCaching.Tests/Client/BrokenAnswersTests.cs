using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PromptCaching.Messages;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Client;

/// <summary>Whatever comes over the wire, the caller sees a whole answer or an exception of ours.</summary>
public sealed class BrokenAnswersTests
{
    private const string Stream = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[],"usage":{"input_tokens":5,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Whole."}}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    private static readonly MessageRequest _question = MessageRequest.From("Anyone?");

    [Theory]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("event: bill\ndata: not json\n\n")]
    public async Task What_a_gateway_adds_behind_the_end_takes_nothing_from_the_answer(string extra)
    {
        await using var claude = Answering(() => EventStream(Stream + extra));
        await using var stream = await claude.Client.StreamMessageAsync(_question);

        (await stream.GetFinalMessageAsync()).Text.Should().Be("Whole.");

        var again = await claude.Client.CreateMessageAsync(_question);
        again.Text.Should().Be("Whole.");
        again.GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
    }

    [Fact]
    public async Task A_stream_that_nobody_could_read_is_not_stored()
    {
        await using var claude = Answering(() => EventStream(Stream.Replace("\"text\":\"Whole.\"}}", "\"text\":\"Wh", StringComparison.Ordinal)));
        for (var call = 0; call < 2; call++)
        {
            await using var stream = await claude.Client.StreamMessageAsync(_question);
            await ((Func<Task>)(() => stream.GetFinalMessageAsync())).Should().ThrowAsync<ClaudeException>();
        }

        claude.Reports.Should().OnlyContain(report => report.Source == CallSource.Api);
    }

    [Fact]
    public async Task An_error_whose_body_breaks_is_still_that_error()
    {
        await using var claude = Answering(() => new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StreamContent(new BrokenStream("{\"type\":"u8)) });

        var error = (await Asking(claude).Should().ThrowAsync<ClaudeApiException>()).Which;

        error.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        error.ErrorType.Should().Be(ErrorType.InvalidRequest);
    }

    [Fact]
    public async Task A_429_whose_body_breaks_is_tried_again()
    {
        var answers = 0;
        await using var claude = Answering(() => answers++ == 0
            ? new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new StreamContent(new BrokenStream("{"u8)) }
            : EventStream(Stream));
        await using var stream = await claude.RunAsync(claude.Client.StreamMessageAsync(_question));

        (await stream.GetFinalMessageAsync()).GetCallReport()!.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task A_connection_that_was_not_made_in_time_is_tried_again()
    {
        var answers = 0;
        await using var claude = Answering(() => answers++ == 0
            ? throw new TaskCanceledException("A connection could not be established within the configured ConnectTimeout.", new TimeoutException())
            : EventStream(Stream));
        await using var stream = await claude.RunAsync(claude.Client.StreamMessageAsync(_question));

        (await stream.GetFinalMessageAsync()).GetCallReport()!.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task Bytes_that_do_not_decompress_are_a_broken_answer()
    {
        await using var claude = Answering(() => new HttpResponseMessage { Content = new StreamContent(new BrokenStream("{"u8, new InvalidDataException())) });

        await Asking(claude).Should().ThrowExactlyAsync<ClaudeException>();
    }

    [Fact]
    public async Task An_answer_as_deep_as_the_client_reads_is_metered_and_stored_too()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));
        await using var claude = Answering(() => new HttpResponseMessage
        {
            Content = new StringContent(
                """{"type":"message","model":"claude-sonnet-5-5","stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1},"content":[{"type":"new","deep":"""
                + deep + "}]}",
                Encoding.UTF8,
                "application/json"),
        });

        (await claude.Client.CreateMessageAsync(_question)).GetCallReport()!.Cost.Should().BePositive();
        (await claude.Client.CreateMessageAsync(_question)).GetCallReport()!.Source.Should().Be(CallSource.ResponseCache);
    }

    [Fact]
    public async Task A_one_time_body_of_another_endpoint_is_sent_once()
    {
        await using var claude = Answering(() => new HttpResponseMessage((HttpStatusCode)529) { Content = new StringContent("{}") });
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.anthropic.com/v1/messages/count_tokens")
        {
            Content = new StreamContent(new ChunkedStream(Encoding.UTF8.GetBytes("{}"), static () => 1)),
        };

        using var response = await claude.Http.SendAsync(request);

        response.StatusCode.Should().Be((HttpStatusCode)529);
    }

    [Fact]
    public async Task The_method_decides_whether_an_answer_is_streamed_also_for_a_request_that_was_read_from_JSON()
    {
        var server = new Scripted(static () => new HttpResponseMessage { Content = new StringContent("""{"type":"message"}""") });
        await using var claude = new ClaudeUnderTest(primary: server);
        var parsed = MessageRequest.Parse("""{"stream":true,"model":"claude-sonnet-5-5","max_tokens":1e2,"messages":[{"role":"user","content":"Hi"}]}"""u8);

        await claude.Client.CreateMessageAsync(parsed);

        server.Bodies.Single().Should().Contain("\"max_tokens\":1e2").And.NotContain("stream");
    }

    private static ClaudeUnderTest Answering(Func<HttpResponseMessage> answer) => new(primary: new Scripted(answer));

    private static HttpResponseMessage EventStream(string text)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\n")));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
        return new HttpResponseMessage { Content = content };
    }

    private static Func<Task<Message>> Asking(ClaudeUnderTest claude) => () => claude.Client.CreateMessageAsync(_question);

    /// <summary>Gives some bytes and then breaks, as a connection does.</summary>
    private sealed class BrokenStream(ReadOnlySpan<byte> first, Exception? failure = null) : MemoryStream(first.ToArray())
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            return count > 0 ? count : throw failure ?? new IOException("The connection was reset.");
        }

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw failure ?? new IOException("The connection was reset.");
    }
}
