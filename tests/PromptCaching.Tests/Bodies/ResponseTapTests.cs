using System.Net.Http.Headers;
using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

public class ResponseTapTests
{
    private const string Json = """{"type":"message","id":"msg_1","stop_reason":"end_turn","content":[{"type":"text","text":"ü"}],"usage":{"output_tokens":1}}""";

    private static readonly string Stream = Texts.Stream(
        """{"type":"message_start","message":{"id":"msg_1","usage":{"input_tokens":1}}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ü"}}""",
        """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}""",
        """{"type":"message_stop"}""");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_reader_and_every_observer_see_the_same_bytes(bool isStream)
    {
        var body = isStream ? Stream : Json;
        for (var size = 1; size < 300; size += 7)
        {
            var (tap, first) = Tap(body, isStream, size);
            var second = new Observer();
            tap.Subscribe(second);

            (await tap.ReadAsByteArrayAsync()).Utf8().Should().Be(body);

            first.Text.Should().Be(body);
            second.Text.Should().Be(body);
            first.Calls.Should().Equal("complete", "end");
            second.Calls.Should().Equal("complete", "end");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task A_stream_is_complete_before_the_reader_has_its_last_bytes(int size)
    {
        var (tap, observer) = Tap(Stream, isStream: true, size);
        var source = await tap.ReadAsStreamAsync();
        var received = 0;
        var buffer = new byte[4096];
        while (received < Stream.Utf8().Length)
        {
            observer.Calls.Should().BeEmpty();
            received += await source.ReadAsync(buffer);
        }

        observer.Calls.Should().Equal("complete", "end");
        observer.AtCompletion.Should().Be(Stream);
        (await source.ReadAsync(buffer)).Should().Be(0);
        await source.DisposeAsync();
        tap.Dispose();
        observer.Calls.Should().Equal("complete", "end");
    }

    [Fact]
    public async Task A_JSON_answer_of_known_length_is_complete_before_the_reader_has_its_last_bytes()
    {
        var inner = new StreamContent(new ChunkedStream(Json.Utf8(), () => 20)) { Headers = { ContentType = new("application/json"), ContentLength = Json.Utf8().Length } };
        var observer = new Observer();
        var tap = new ResponseTap(inner);
        tap.Subscribe(observer);
        var source = await tap.ReadAsStreamAsync();

        await source.ReadExactlyAsync(new byte[Json.Utf8().Length]);

        observer.Calls.Should().Equal("complete", "end");
        observer.Answer!.IsComplete.Should().BeTrue();
        tap.Headers.ContentLength.Should().Be(Json.Utf8().Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task Bytes_after_the_last_event_reach_the_reader_and_complete_nothing_again(int size)
    {
        var body = Stream + ": goodbye\n\n" + Stream;
        var (tap, observer) = Tap(body, isStream: true, size);

        (await tap.ReadAsByteArrayAsync()).Utf8().Should().Be(body);

        observer.Calls.Should().Equal("complete", "end");
        observer.Text.Should().Be(body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_who_leaves_in_the_middle_ends_it_once_and_completes_nothing(bool isStream)
    {
        var (tap, observer) = Tap(isStream ? Stream : Json, isStream, 30);
        var source = await tap.ReadAsStreamAsync();
        await source.ReadAtLeastAsync(new byte[64], 40);

        await source.DisposeAsync();
        tap.Dispose();

        observer.Calls.Should().Equal("end");
        observer.Answer!.IsComplete.Should().BeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_was_cut_ends_without_being_complete(bool isStream)
    {
        var body = isStream ? Stream[..^1] : Json[..^1];
        var (tap, observer) = Tap(body, isStream, 30);

        var reading = () => tap.ReadAsByteArrayAsync();

        if (isStream)
        {
            (await reading.Should().ThrowAsync<HttpRequestException>()).WithInnerException<IOException>().WithMessage("*message_stop*");
        }
        else
        {
            (await reading()).Utf8().Should().Be(body);
        }

        observer.Calls.Should().Equal("end");
    }

    [Fact]
    public void An_answer_that_nobody_reads_ends_when_it_is_disposed()
    {
        var (tap, observer) = Tap(Json, isStream: false, 30);

        tap.Dispose();
        tap.Dispose();

        observer.Calls.Should().Equal("end");
    }

    [Fact]
    public async Task A_read_of_nothing_is_not_the_end()
    {
        var (tap, observer) = Tap(Json, isStream: false, 30);
        var source = await tap.ReadAsStreamAsync();

        (await source.ReadAsync(Memory<byte>.Empty)).Should().Be(0);

        observer.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Synchronous_reads_are_refused_with_a_sentence()
    {
        var (tap, _) = Tap(Json, isStream: false, 30);
        var source = await tap.ReadAsStreamAsync();

        source.Invoking(stream => stream.ReadByte()).Should().Throw<NotSupportedException>().WithMessage("*asynchronously*");
    }

    [Fact]
    public async Task The_headers_and_the_connection_of_the_answer_go_with_it()
    {
        var connection = new ChunkedStream(Json.Utf8(), () => 30);
        var inner = new StreamContent(connection) { Headers = { ContentType = MediaTypeHeaderValue.Parse("application/json; charset=utf-8") } };
        inner.Headers.Add("x-future", "1");
        var tap = new ResponseTap(inner);

        tap.Headers.ContentType!.ToString().Should().Be("application/json; charset=utf-8");
        tap.Headers.GetValues("x-future").Should().Equal("1");
        await tap.ReadAsStreamAsync();
        tap.Dispose();
        connection.IsDisposed.Should().BeTrue();
    }

    private static (ResponseTap Tap, Observer Observer) Tap(string body, bool isStream, int size)
    {
        var tap = new ResponseTap(new StreamContent(new ChunkedStream(body.Utf8(), () => size))
        {
            Headers = { ContentType = new(isStream ? "text/event-stream" : "application/json") },
        });
        var observer = new Observer();
        tap.Subscribe(observer);
        return (tap, observer);
    }

    private sealed class Observer : IAnswerObserver
    {
        private readonly List<byte> _bytes = [];

        public List<string> Calls { get; } = [];

        public string Text => _bytes.ToArray().Utf8();

        public string? AtCompletion { get; private set; }

        public AnswerOutline? Answer { get; private set; }

        public void OnBytes(ReadOnlySpan<byte> bytes) => _bytes.AddRange(bytes);

        public ValueTask OnCompleteAsync(AnswerOutline answer)
        {
            Calls.Add("complete");
            AtCompletion = Text;
            return ValueTask.CompletedTask;
        }

        public void OnEnd(AnswerOutline answer)
        {
            Calls.Add("end");
            Answer = answer;
        }
    }
}
