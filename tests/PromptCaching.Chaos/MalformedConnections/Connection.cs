using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>A TCP connection to a server on this machine, and what has arrived over it; a reset reads like an end.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public static async Task<Connection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return connection;
    }

    /// <summary>Sends in pieces. A server that has closed the connection is no failure here: what it said before is read.</summary>
    public async Task SendAsync(byte[] bytes, int pieces, CancellationToken cancellationToken)
    {
        var length = Math.Max(1, (bytes.Length + pieces - 1) / pieces);
        try
        {
            for (var start = 0; start < bytes.Length; start += length)
            {
                var piece = bytes.AsMemory(start, Math.Min(length, bytes.Length - start));
                while (piece.Length > 0)
                {
                    piece = piece[await _socket.SendAsync(piece, cancellationToken)..];
                }
            }
        }
        catch (SocketException closed) when (IsClosed(closed))
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
    }

    /// <summary>Reads a line without its end; null when there is none any more.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (await FillAsync(cancellationToken))
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var length = rest.IndexOf((byte)'\n');
            line.Append(Encoding.UTF8.GetString(length < 0 ? rest : rest[..length]));
            _start += length < 0 ? rest.Length : length + 1;
            if (length >= 0)
            {
                return line.ToString().TrimEnd('\r');
            }
        }

        return line.Length > 0 ? line.ToString() : null;
    }

    /// <summary>Reads so many bytes, or as many as come.</summary>
    public async Task<byte[]> ReadBytesAsync(int count, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        while (bytes.Length < count && await FillAsync(cancellationToken))
        {
            var taken = (int)Math.Min(count - bytes.Length, _end - _start);
            bytes.Write(_buffer, _start, taken);
            _start += taken;
        }

        return bytes.ToArray();
    }

    /// <summary>Ends what is sent; what is received goes on.</summary>
    public void HalfClose()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException closed) when (IsClosed(closed))
        {
            // The server was faster.
        }
    }

    /// <summary>Makes the end a reset: the server hears that nobody wants its answer.</summary>
    public void Reset() => _socket.LingerState = new LingerOption(enable: true, seconds: 0);

    public void Dispose() => _socket.Dispose();

    private static bool IsClosed(SocketException exception) => exception.SocketErrorCode
        is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.NotConnected;

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = 0;
            try
            {
                _end = await _socket.ReceiveAsync(_buffer.AsMemory(), cancellationToken);
            }
            catch (SocketException closed) when (IsClosed(closed))
            {
                _end = 0;
            }
        }

        return _end > _start;
    }
}
