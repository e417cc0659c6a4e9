using System.Globalization;

namespace PromptCaching.Testing.Tests.Requests;

public sealed class VirtualClockTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2030, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private readonly Server _server = new(new ClaudeEmulatorOptions
    {
        UseVirtualClock = true,
        TimeToFirstByte = TimeSpan.FromSeconds(10),
        DelayBetweenEvents = TimeSpan.FromSeconds(1),
    });

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_cache_ages_by_what_requests_say_and_not_by_the_clock()
    {
        (await AskAsync(0)).Should().Be(Bill.Of(written5m: 2000, input: 1));
        _server.Clock.Advance(TimeSpan.FromDays(1));
        (await AskAsync(299)).Should().Be(Bill.Of(read: 2000, input: 1));
        (await AskAsync(299 + 300)).Should().Be(Bill.Of(written5m: 2000, input: 1));
    }

    [Fact]
    public async Task What_was_written_can_be_read_once_the_answer_would_have_begun()
    {
        await AskAsync(0);

        (await AskAsync(9.999)).ReadTokens.Should().Be(0);
        (await AskAsync(10)).ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task Time_may_run_backwards()
    {
        await AskAsync(100);

        (await AskAsync(50)).Should().Be(Bill.Of(written5m: 2000, input: 1), "nothing was there yet");
        (await AskAsync(61)).ReadTokens.Should().Be(2000, "the earlier write is there now");
        (await AskAsync(380)).ReadTokens.Should().Be(2000, "the later one has not been lost");
    }

    [Fact]
    public async Task A_parallel_write_does_not_hide_one_that_is_there()
    {
        await AskAsync(0);
        await AskAsync(5);

        (await AskAsync(12)).ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task No_wait_takes_any_time()
    {
        using var response = await SendAsync(Start.ToString("O", CultureInfo.InvariantCulture), stream: true);

        (await response.Content.ReadAsStringAsync()).Should().Contain("message_stop");
        _server.Clock.PendingTimers.Should().Be(0);
    }

    [Theory]
    [InlineData("2030-05-06T07:08:09Z")]
    [InlineData("2030-05-06T07:08:09.000Z")]
    [InlineData("2030-05-06T09:08:09.0000000+02:00")]
    public async Task An_instant_can_be_spelled_in_several_ways(string instant)
    {
        using var response = await SendAsync(instant);

        _server.Emulator.Calls[0].StartedAt.Should().Be(Start);
    }

    [Fact]
    public async Task A_request_that_says_nothing_takes_place_at_the_latest_instant()
    {
        using (await SendAsync(null))
        {
        }

        await AskAsync(60);
        await AskAsync(30);
        using var response = await SendAsync(null);

        _server.Emulator.Calls.Select(static call => call.StartedAt).Should()
            .Equal(_server.Clock.GetUtcNow(), Start.AddSeconds(60), Start.AddSeconds(30), Start.AddSeconds(60));
    }

    [Theory]
    [InlineData("now")]
    [InlineData("2030-05-06")]
    [InlineData("2030-05-06T07:08:09")]
    [InlineData("1893456000")]
    public async Task What_is_no_instant_is_refused_with_an_example(string instant)
    {
        using var response = await SendAsync(instant);

        ((int)response.StatusCode).Should().Be(400);
        (await response.Content.ReadAsStringAsync()).Should().Contain("invalid_request_error").And.Contain("RFC 3339").And.Contain("2026-01-31T12:00:00.000Z");
        _server.Emulator.Calls.Should().ContainSingle().Which.Status.Should().Be(400);
    }

    [Fact]
    public async Task Without_the_option_the_header_means_nothing()
    {
        using var server = new Server();
        using var request = Server.Post(Some.Request().User("Hi").ToJsonString());
        request.Headers.Add(ClaudeEmulator.TimeHeader, "yesterday");
        using var response = await server.SendAsync(request);

        response.IsSuccessStatusCode.Should().BeTrue();
        server.Emulator.Calls[0].StartedAt.Should().Be(server.Clock.GetUtcNow());
    }

    private async Task<EmulatedUsage> AskAsync(double seconds)
    {
        using var response = await SendAsync(Start.AddSeconds(seconds).ToString("O", CultureInfo.InvariantCulture));
        await response.Content.ReadAsStringAsync();
        return _server.Emulator.Calls[^1].Usage! with { OutputTokens = 0 };
    }

    private Task<HttpResponseMessage> SendAsync(string? instant, bool stream = false)
    {
        var request = Server.Post(Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi").With("stream", stream).ToJsonString());
        if (instant is not null)
        {
            request.Headers.Add(ClaudeEmulator.TimeHeader, instant);
        }

        return _server.SendAsync(request);
    }
}
