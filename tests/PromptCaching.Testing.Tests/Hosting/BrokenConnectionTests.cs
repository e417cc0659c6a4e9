using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromptCaching.Testing.Tests.Hosting;

public sealed class BrokenConnectionTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_failed_connection_is_a_reset_before_any_byte()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());

        (await ReadToResetAsync(stream: false)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_can_come_right_after_the_headers(bool stream)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.ResetAfter(0));
        var received = await ReadToResetAsync(stream);

        received.Should().StartWith("HTTP/1.1 200 OK\r\n").And.EndWith("\r\n\r\n").And.NotContain("message");
    }

    [Fact]
    public async Task A_reset_comes_after_the_last_byte_that_was_meant_to_arrive()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.ResetAfter(4));
        var received = await ReadToResetAsync(stream: true);

        received.Split("event: ").Should().HaveCount(5);
        received[received.IndexOf("\r\n\r\n", StringComparison.Ordinal)..].TrimStart().Should().EndWith("\n\n\r\n").And.NotContain("0\r\n\r\n", "that would be a polite end");
    }

    [Fact]
    public async Task A_client_sees_the_events_before_a_reset_and_then_an_error()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.ResetAfter(1));
        using var response = await _server.SendAsync(LoopbackServer.Question(stream: true));
        await using var body = await response.Content.ReadAsStreamAsync();

        (await LoopbackServer.ReadEventAsync(body)).Should().StartWith("event: message_start");
        await body.Invoking(static rest => rest.ReadAsync(new byte[1]).AsTask()).Should().ThrowAsync<IOException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_cut_ends_politely(bool stream)
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Default.CutAfterBytes(10));
        using var response = await _server.SendAsync(LoopbackServer.Question(stream));

        (await response.Content.ReadAsStringAsync()).Should().HaveLength(10);
    }

    /// <summary>Speaks plain TCP, because a client of HTTP hides how a connection ends.</summary>
    private async Task<string> ReadToResetAsync(bool stream)
    {
        var body = Some.Request().User("What now?").With("stream", stream).ToJsonString();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _server.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /v1/messages HTTP/1.1\r\nHost: a\r\nx-api-key: k\r\nanthropic-version: 2023-06-01\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        var received = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            for (int count; (count = await socket.ReceiveAsync(buffer)) > 0;)
            {
                received.Append(Encoding.UTF8.GetString(buffer, 0, count));
            }
        }
        catch (SocketException reset)
        {
            reset.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
            return received.ToString();
        }

        throw new InvalidOperationException($"The connection ended politely, after: {received}");
    }
}
