using System.Net.Sockets;
using System.Text;

namespace PromptCaching.Redis.Tests.Servers;

/// <summary>Talks to a Redis server without the client under test: one command, one line back.</summary>
internal static class RedisCommands
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <returns>The first line of the answer, or the text of a bulk string.</returns>
    public static async Task<string> SendAsync(int port, params string[] words)
    {
        using var patience = new CancellationTokenSource(_patience);
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", port, patience.Token);
        var stream = connection.GetStream();
        var command = $"*{words.Length}\r\n" + string.Concat(words.Select(static word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n"));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(command), patience.Token);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var line = await reader.ReadLineAsync(patience.Token) ?? throw new IOException("The server hung up.");
        if (line[0] != '$' || line == "$-1")
        {
            return line;
        }

        var text = new char[int.Parse(line[1..], System.Globalization.CultureInfo.InvariantCulture)];
        return new string(text, 0, await reader.ReadBlockAsync(text, patience.Token));
    }

    /// <summary>Asks until the answer is the one that is waited for.</summary>
    public static Task UntilAsync(int port, Func<string, bool> isIt, params string[] words) => UntilAsync(port, isIt, static () => false, words);

    /// <summary>Asks as above, but not for longer than there is hope.</summary>
    public static async Task UntilAsync(int port, Func<string, bool> isIt, Func<bool> isHopeless, params string[] words)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var last = "";
        while (clock.GetElapsedTime(started) < TimeSpan.FromSeconds(30) && !isHopeless())
        {
            try
            {
                last = await SendAsync(port, words);
                if (isIt(last))
                {
                    return;
                }
            }
            catch (Exception notYet) when (notYet is SocketException or IOException)
            {
                last = notYet.Message;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), clock);
        }

        throw new IOException($"{string.Join(' ', words)} on port {port}: {last}");
    }
}
