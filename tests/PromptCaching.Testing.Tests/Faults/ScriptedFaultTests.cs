using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Faults;

public sealed class ScriptedFaultTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    public static TheoryData<string, int, string, string> Pages => new()
    {
        { "too large", 413, "text/html; charset=utf-8", "<html>" },
        { "bad gateway", 502, "text/html; charset=utf-8", "<html>" },
        { "unavailable", 503, "text/plain", "upstream" },
        { "own", 520, "text/html; charset=utf-8", "hello" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task What_stands_between_answers_in_its_own_words(string kind, int status, string contentType, string beginning)
    {
        _server.Emulator.Enqueue(kind switch
        {
            "too large" => EmulatedAnswer.TooLarge(),
            "bad gateway" => EmulatedAnswer.BadGateway(),
            "unavailable" => EmulatedAnswer.Unavailable(),
            _ => EmulatedAnswer.FromProxy(status, "hello"),
        });
        using var response = await _server.SendAsync(Request(stream: false));

        ((int)response.StatusCode).Should().Be(status);
        response.Content.Headers.NonValidated["content-type"].ToString().Should().Be(contentType);
        (await response.Content.ReadAsStringAsync()).Should().StartWith(beginning);
        _server.Emulator.Calls[^1].Usage.Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_can_break_right_after_the_headers(bool stream)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.ResetAfterBytes(0));
        using var response = await _server.SendAsync(Request(stream));

        ((int)response.StatusCode).Should().Be(200);
        await response.Content.Invoking(static content => content.ReadAsStringAsync()).Should().ThrowAsync<HttpRequestException>().WithInnerException(typeof(HttpIOException));
    }

    [Fact]
    public async Task A_connection_can_break_at_any_byte()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.ResetAfterBytes(10));
        using var response = await _server.SendAsync(Request(stream: true));
        await using var body = await response.Content.ReadAsStreamAsync();

        (await body.ReadAsync(new byte[64])).Should().Be(10);
        await body.Invoking(static async rest => await rest.ReadAsync(new byte[64])).Should().ThrowAsync<HttpIOException>();
    }

    [Fact]
    public async Task A_body_can_end_short_of_its_length()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.CutShortOfLength(10));
        using var response = await _server.SendAsync(Request(stream: false));

        response.Content.Headers.ContentLength.Should().BeGreaterThan(100);
        await using var body = await response.Content.ReadAsStreamAsync();
        (await body.ReadAsync(new byte[64])).Should().Be(10);
        await body.Invoking(static async rest => await rest.ReadAsync(new byte[64])).Should().ThrowAsync<HttpIOException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_can_be_empty_or_without_sense(bool stream)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.WithBody(default));
        _server.Emulator.Enqueue(EmulatedAnswer.Default.WithGarbage(1));
        _server.Emulator.Enqueue(EmulatedAnswer.Default.WithGarbage(1));

        (await BytesAsync(stream)).Should().BeEmpty();
        var garbage = await BytesAsync(stream);
        garbage[0].Should().Be(byte.MaxValue);
        (await BytesAsync(stream)).Should().Equal(garbage);
    }

    [Theory]
    [InlineData(true, "application/json", "event: message_start")]
    [InlineData(false, "text/html", "{\"model\":")]
    public async Task A_body_can_be_told_under_another_name(bool stream, string contentType, string beginning)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.WithContentType(contentType));
        using var response = await _server.SendAsync(Request(stream));

        response.Content.Headers.ContentType!.MediaType.Should().Be(contentType);
        (await response.Content.ReadAsStringAsync()).Should().StartWith(beginning);
    }

    [Fact]
    public async Task Events_can_come_twice()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Text("Hi").WithDuplicatedEvents());
        var events = await EventsAsync();

        events.Take(4).Select(static one => one.Event).Should().Equal("message_start", "message_start", "content_block_start", "content_block_start");
    }

    [Fact]
    public async Task Events_can_come_out_of_nowhere()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Text("Hi").WithUnknownEvents().WithPings(2));
        var events = await EventsAsync();

        events.Take(6).Select(static one => one.Event).Should().Equal("ping", "ping", "novel_event", "ping", "ping", "message_start");
        events[^1].Event.Should().Be("message_stop");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_can_trickle(bool stream)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Text("Hi").Trickling(3, TimeSpan.FromSeconds(1)));
        var start = _server.Clock.GetUtcNow();
        var answer = BytesAsync(stream);
        while (!answer.IsCompleted)
        {
            if (!_server.Clock.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        (_server.Clock.GetUtcNow() - start).TotalSeconds.Should().BeGreaterThanOrEqualTo(((await answer).Length / 3) - 1);
    }

    [Fact]
    public async Task A_cut_stream_is_billed_for_its_prompt_and_for_what_was_sent()
    {
        var request = Request(stream: true).System(Some.Text(2000, ttl: "5m"));
        _server.Emulator.Enqueue(EmulatedAnswer.Text(Some.Words(100)).CutAfter(5));
        var sent = Sse.Parse((await _server.AskAsync(request)).Body).Where(static one => one.Event == "content_block_delta")
            .Sum(static one => one.Data.GetProperty("delta").GetProperty("text").GetString()!.Length);

        var usage = _server.Emulator.Calls[^1].Usage!;
        usage.Written5mTokens.Should().Be(2000);
        usage.OutputTokens.Should().Be(TokenEstimate.OfText(new string('a', sent), Some.Model, TokenCounting.FourCharacters)).And.BeInRange(1, 30);
        await _server.AskAsync(request);
        _server.Emulator.Calls[^1].Usage!.ReadTokens.Should().Be(2000, "what was written stays");
    }

    [Fact]
    public async Task A_stream_that_loses_only_its_last_event_is_billed_in_full()
    {
        var events = (await EventsAsync()).Count;
        _server.Emulator.Enqueue(EmulatedAnswer.Default.CutAfter(events - 1));
        await EventsAsync();

        _server.Emulator.Calls[1].Usage.Should().Be(_server.Emulator.Calls[0].Usage);
    }

    [Theory]
    [InlineData("overloaded_error")]
    [InlineData("api_error")]
    [InlineData("rate_limit_error")]
    [InlineData("timeout_error")]
    public async Task Any_error_can_end_a_stream(string type)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.ErrorAfter(3, type, "Sorry"));
        var events = await EventsAsync();

        events.Should().HaveCount(4);
        events[^1].Data.GetProperty("error").GetProperty("type").GetString().Should().Be(type);
    }

    private static JsonObject Request(bool stream) => Some.Request().User("What now?").With("stream", stream);

    private async Task<byte[]> BytesAsync(bool stream)
    {
        using var response = await _server.SendAsync(Request(stream));
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task<IReadOnlyList<(string Event, JsonElement Data)>> EventsAsync() => Sse.Parse(Encoding.UTF8.GetString(await BytesAsync(stream: true)));
}
