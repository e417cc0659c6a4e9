using PromptCaching.Messages.Streaming;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Client;

/// <summary>However a stream is written and wherever its bytes are cut, its events are the same.</summary>
public sealed class MessageEventsTests
{
    private const string Usual = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Grüße"}}

        event: something_new
        data: {"type":"something_new","index":0}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    private static readonly string[] Types =
    [
        "message_start", "content_block_start", "content_block_delta", "something_new", "content_block_stop", "message_delta", "message_stop",
    ];

    public static TheoryData<string> Spellings => new()
    {
        Usual,
        Usual.Replace("\n", "\r\n", StringComparison.Ordinal),
        Usual.Replace("\n", "\r", StringComparison.Ordinal),
        "\uFEFF" + Usual,
        ": hello\n\n" + Usual,
        Usual.Replace("event: content_block_delta", ": a comment\nevent: content_block_delta", StringComparison.Ordinal),
        Usual.Replace("event: content_block_stop", "\n\nevent: content_block_stop", StringComparison.Ordinal),
        Usual.Replace("\"index\":0,\"delta\"", "\"index\":0,\ndata: \"delta\"", StringComparison.Ordinal),
        string.Join('\n', Usual.Split('\n').Where(static line => !line.StartsWith("event:", StringComparison.Ordinal))),
        Usual + "event: of_a_gateway\ndata: no JSON\n\n",
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Events_are_the_same(string body)
    {
        foreach (var piece in (int[])[1, 7, 64, int.MaxValue])
        {
            await using var stream = StreamOf(body, piece);
            var events = new List<MessageStreamEvent>();
            await foreach (var item in stream)
            {
                events.Add(item);
            }

            events.Select(static item => item.Type).Should().Equal(Types);
            (await stream.GetFinalMessageAsync()).Text.Should().Be("Grüße");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(": comment\n\n")]
    public async Task What_came_before_something_that_is_no_JSON_is_given_out_first(string before)
    {
        await using var stream = StreamOf(before + Usual.Replace("""{"type":"something_new","index":0}""", "<html>", StringComparison.Ordinal), int.MaxValue);
        await using var events = stream.GetAsyncEnumerator();
        var types = new List<string>();

        var reading = async () =>
        {
            while (await events.MoveNextAsync())
            {
                types.Add(events.Current.Type);
            }
        };

        await reading.Should().ThrowAsync<ClaudeException>();
        types.Should().Equal(Types[..3]);
        (await events.MoveNextAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Whoever_cancels_gets_no_more_of_what_has_come_already()
    {
        using var source = new CancellationTokenSource();
        await using var stream = StreamOf(Usual, int.MaxValue);
        await using var events = stream.GetAsyncEnumerator(source.Token);
        (await events.MoveNextAsync()).Should().BeTrue();

        await source.CancelAsync();

        await FluentActions.Awaiting(async () => await events.MoveNextAsync()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task No_more_is_read_than_was_asked_for()
    {
        var pieces = 0;
        var half = Usual[..Usual.IndexOf("event: something_new", StringComparison.Ordinal)].Utf8().Length;
        await using var stream = new MessageStream(new HttpResponseMessage
        {
            Content = new StreamContent(new ChunkedStream(Usual.Utf8(), () => ++pieces == 1 ? half : int.MaxValue)),
        });
        await using var events = stream.GetAsyncEnumerator();

        while (await events.MoveNextAsync() && events.Current is not ContentBlockDeltaEvent)
        {
        }

        events.Current.Should().BeOfType<ContentBlockDeltaEvent>();
        pieces.Should().Be(1, "who reads slowly slows the sender");
    }

    [Fact]
    public async Task Whoever_leaves_early_lets_go_of_the_connection()
    {
        var body = new ChunkedStream(Usual.Utf8(), static () => int.MaxValue);
        await using (var stream = new MessageStream(new HttpResponseMessage { Content = new StreamContent(body) }))
        {
            await stream.ReadTextAsync().FirstAsync();
        }

        body.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task A_stream_passes_once()
    {
        await using var stream = StreamOf(Usual, int.MaxValue);
        await stream.GetFinalMessageAsync();

        await FluentActions.Awaiting(async () => await stream.GetAsyncEnumerator().MoveNextAsync()).Should().ThrowAsync<InvalidOperationException>();
    }

    private static MessageStream StreamOf(string body, int piece) =>
        new(new HttpResponseMessage { Content = new StreamContent(new ChunkedStream(body.Utf8(), () => piece)) });
}
