using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.AspNetCore.Tests.Support;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Gateway;

public sealed class SlowReaderTests
{
    private const int Deltas = 8000;

    /// <summary>What may lie between the two ends: the buffers of two sockets, which the system lets grow to some megabytes, and the server's own.</summary>
    private const long MostUnread = 12 * 1024 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_does_not_read_stops_the_api_and_who_reads_again_gets_all_of_it(bool isCached)
    {
        using var upstream = new CountedUpstream(Deltas);
        await using var gateway = await StartAsync(chain: claude => claude
            .ConfigureResponseCaching(caching => caching.Enabled = isCached)
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => upstream));
        using var caller = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 * 1024 };
        await caller.ConnectAsync(IPAddress.Loopback, gateway.Address.Port);
        await caller.SendAsync(Asking());

        await UntilNothingMovesAsync(gateway, upstream);
        upstream.Written.Should().BeInRange(1, MostUnread);
        var answer = await ReadToEndAsync(caller);

        answer.Bytes.Should().BeGreaterThan(upstream.Written, "it comes in chunks");
        upstream.Written.Should().BeGreaterThan(Deltas * 4000L);
        answer.End.Should().Contain("event: message_stop").And.EndWith("0\r\n\r\n");
    }

    private static byte[] Asking()
    {
        const string Body = """{"model":"claude-opus-4-8","max_tokens":100,"stream":true,"messages":[{"role":"user","content":"Go on."}]}""";
        return Encoding.ASCII.GetBytes(
            $"POST /v1/messages HTTP/1.1\r\nHost: gateway\r\nConnection: close\r\nContent-Type: application/json\r\nx-api-key: {Token}\r\n"
            + $"Content-Length: {Body.Length}\r\n\r\n{Body}");
    }

    /// <summary>Both sides are stuck when nothing was written while the same server answered many other calls.</summary>
    private static async Task UntilNothingMovesAsync(GatewayUnderTest gateway, CountedUpstream upstream)
    {
        const int Calls = 100;
        using var stranger = gateway.Stranger();
        long before;
        do
        {
            before = upstream.Written;
            for (var call = 0; call < Calls; call++)
            {
                using var refused = await stranger.GetAsync(new Uri("/v1/models", UriKind.Relative));
                refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
            }
        }
        while (before == 0 || upstream.Written != before);
    }

    private static async Task<(long Bytes, string End)> ReadToEndAsync(Socket caller)
    {
        const int Kept = 200;
        var buffer = new byte[64 * 1024];
        var (bytes, end) = (0L, "");
        while (await caller.ReceiveAsync(buffer) is var read && read > 0)
        {
            bytes += read;
            end += Encoding.ASCII.GetString(buffer, 0, read);
            end = end[Math.Max(0, end.Length - Kept)..];
        }

        return (bytes, end);
    }
}
