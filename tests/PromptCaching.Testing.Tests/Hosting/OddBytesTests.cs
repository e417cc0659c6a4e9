using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromptCaching.Testing.Tests.Hosting;

public sealed class OddBytesTests : IAsyncLifetime
{
    private LoopbackServer _server = null!;

    public async Task InitializeAsync() => _server = await LoopbackServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("caf\u00e9")]
    [InlineData("\u0001")]
    public async Task A_workspace_that_no_header_can_repeat_is_left_out_of_the_answer(string workspace)
    {
        var body = Some.Request().User("What now?").ToJsonString();
        var answer = await ExchangeAsync($"anthropic-workspace-id: {workspace}\r\nContent-Length: {body.Length}", body);

        answer.Should().StartWith("HTTP/1.1 200 OK\r\n").And.NotContain("anthropic-workspace-id");
    }

    [Theory]
    [InlineData("surprise")]
    [InlineData("ffffffffffffffffff")]
    public async Task A_broken_chunk_is_the_callers_fault(string size) =>
        (await ExchangeAsync("Transfer-Encoding: chunked", $"{size}\r\n")).Should().StartWith("HTTP/1.1 400 ");

    /// <summary>Speaks plain TCP, because a client of HTTP sends nothing odd.</summary>
    private async Task<string> ExchangeAsync(string header, string body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _server.Address.Port);
        await using var connection = client.GetStream();
        await connection.WriteAsync(Encoding.UTF8.GetBytes(
            $"POST /v1/messages HTTP/1.1\r\nHost: a\r\nConnection: close\r\nx-api-key: k\r\nanthropic-version: 2023-06-01\r\n{header}\r\n\r\n{body}"));
        using var reader = new StreamReader(connection);
        return await reader.ReadToEndAsync();
    }
}
