using System.Net;
using System.Net.Sockets;

namespace PromptCaching.Chaos.RedisStorm;

/// <summary>Carries bytes both ways until the budget is spent, which may be in the middle of a command or an answer; then resets both sides.</summary>
internal sealed class CutConnection(Socket client, long budget, Action onCut)
{
    private const int BufferLength = 16 * 1024;
    private long _left = budget;
    private int _isCut;

    public async Task CarryAsync(int serverPort, CancellationToken cancellationToken)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, serverPort, cancellationToken);
                await Task.WhenAny(PumpAsync(client, server, cancellationToken), PumpAsync(server, client, cancellationToken));
            }
            catch (Exception away) when (away is SocketException or OperationCanceledException)
            {
                // The server is down, or the storm is over: the client sees a closed connection.
                return;
            }
            finally
            {
                Reset(client);
                Reset(server);
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferLength];
        try
        {
            while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var read)
            {
                var left = Interlocked.Add(ref _left, -read);
                var passing = (int)Math.Max(0, Math.Min(read, read + left));
                if (passing > 0)
                {
                    await to.SendAsync(buffer.AsMemory(0, passing), cancellationToken);
                }

                if (left <= 0)
                {
                    Cut();
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other direction has ended the connection.
            return;
        }
    }

    private void Cut()
    {
        if (Interlocked.Exchange(ref _isCut, 1) == 0)
        {
            onCut();
        }
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
