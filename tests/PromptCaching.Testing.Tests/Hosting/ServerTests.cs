using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Tests.Hosting;

public sealed class ServerTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public void It_listens_on_the_loopback_address_only() => _server.Address.Host.Should().Be("127.0.0.1");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_answers_byte_for_byte_as_the_handler_does(bool stream)
    {
        using var handler = new Server();
        using var expected = await handler.SendAsync(LoopbackServer.Question(stream));
        using var actual = await _server.SendAsync(LoopbackServer.Question(stream));

        (await actual.Content.ReadAsStringAsync()).Should().Be(await expected.Content.ReadAsStringAsync());
        actual.Content.Headers.ContentType.Should().Be(expected.Content.Headers.ContentType);
        foreach (var (name, values) in expected.Headers)
        {
            actual.Headers.GetValues(name).Should().Equal(values);
        }
    }

    [Fact]
    public async Task Its_answers_carry_the_ids_of_the_api()
    {
        using var request = LoopbackServer.Question(stream: true);
        request.Headers.Add("anthropic-workspace-id", "wrkspc_1");
        using var response = await _server.SendAsync(request);

        response.Headers.GetValues("request-id").Should().Equal(_server.Emulator.Calls[0].RequestId);
        response.Headers.GetValues("anthropic-organization-id").Should().Equal("00000000-0000-0000-0000-000000000000");
        response.Headers.GetValues("anthropic-workspace-id").Should().Equal("wrkspc_1");
        response.Content.Headers.ContentType!.ToString().Should().Be("text/event-stream; charset=utf-8");
        response.Headers.Contains("server").Should().BeFalse();
    }

    [Theory]
    [InlineData("/v1/messages", 413, "request_too_large")]
    [InlineData("/v1/messages/count_tokens", 413, "request_too_large")]
    [InlineData("/v1/messages/batches", 400, "invalid_request_error")] // it takes 256 MB; this one is no JSON
    public async Task A_body_over_32_megabytes_is_refused_in_the_words_of_the_api(string path, int status, string type)
    {
        using var request = Server.Post("", path);
        using var body = new ByteArrayContent(new byte[(32 * 1024 * 1024) + 1]);
        request.Content = body;
        using var response = await _server.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        error.GetProperty("error").GetProperty("type").GetString().Should().Be(type);
        _server.Emulator.Calls.Should().ContainSingle().Which.Body.IsEmpty.Should().Be(status == 413);
    }

    [Fact]
    public async Task A_large_body_below_the_limit_is_answered()
    {
        using var response = await _server.SendAsync(Server.Post(Some.Request().User("What now?").ToJsonString().PadLeft(32 * 1024 * 1024)));

        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET http://[::/ HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /%zz%00 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("POST /v1/messages HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [InlineData("POST /v1/messages HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("\0\0\0\r\n\r\n")]
    public async Task Nonsense_does_not_take_it_down(string nonsense)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _server.Address.Port);
        await socket.GetStream().WriteAsync(Encoding.Latin1.GetBytes(nonsense));
        (await socket.GetStream().ReadAsync(new byte[4096])).Should().BePositive();

        using var response = await _server.SendAsync(LoopbackServer.Question());
        response.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_calls_at_once_are_all_answered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            using var response = await _server.SendAsync(LoopbackServer.Question(stream: number % 2 == 0));
            return (await response.Content.ReadAsStringAsync()).Length;
        }));

        answers.Should().OnlyContain(length => length > 0);
        _server.Emulator.Calls.Should().HaveCount(100);
    }

    [Fact]
    public async Task A_hook_that_fails_is_told_to_the_caller()
    {
        await using var server = await LoopbackServer.StartAsync(new ClaudeEmulatorOptions { Answer = static _ => throw new InvalidOperationException("Oh no.") });
        using var response = await server.SendAsync(LoopbackServer.Question());

        ((int)response.StatusCode).Should().Be(500);
        (await response.Content.ReadAsStringAsync()).Should().Contain("api_error").And.Contain("InvalidOperationException: Oh no.");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_error()
    {
        using var emulator = new ClaudeEmulator();

        await emulator.Invoking(one => PromptCaching.Testing.Hosting.ClaudeEmulatorServer.StartAsync(one, _server.Address.Port)).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task Disposing_it_closes_the_port_and_leaves_the_emulator()
    {
        await using var other = await LoopbackServer.StartAsync();
        using (await other.SendAsync(LoopbackServer.Question()))
        {
        }

        await other.DisposeAsync();

        using var socket = new TcpClient();
        await socket.Invoking(one => one.ConnectAsync(IPAddress.Loopback, other.Address.Port)).Should().ThrowAsync<SocketException>();
        other.Emulator.Calls.Should().ContainSingle();
    }
}
