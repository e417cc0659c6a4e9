using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace PromptCaching.Chaos.RedisStorm;

/// <summary>Stands between clients and a server, and resets each connection after a number of bytes that chance decides.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<CutConnection, Task> _connections = new();
    private readonly int _serverPort;
    private readonly Func<int, long> _budgetOf;
    private readonly Task _accepting;
    private int _cuts;

    /// <param name="serverPort">Where the server listens; it may be away.</param>
    /// <param name="budgetOf">How many bytes, both ways together, the connection of a number may carry.</param>
    public CuttingProxy(int serverPort, Func<int, long> budgetOf)
    {
        (_serverPort, _budgetOf) = (serverPort, budgetOf);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Cuts => Volatile.Read(ref _cuts);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _accepting;
        await Task.WhenAll(_connections.Values);
        _listener.Dispose();
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        for (var number = 0; !_closing.IsCancellationRequested; number++)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_closing.Token);
                var connection = new CutConnection(client, _budgetOf(number), () => Interlocked.Increment(ref _cuts));
                _connections[connection] = Task.Run(async () =>
                {
                    await connection.CarryAsync(_serverPort, _closing.Token);
                    _connections.TryRemove(connection, out _);
                });
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
