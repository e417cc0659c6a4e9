using System.Globalization;

namespace PromptCaching.Redis.Tests.Servers;

/// <summary>A Redis server of one's own on a free port, which keeps nothing on disk.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const int Attempts = 5;
    private readonly TemporaryFolder _folder;
    private readonly string[] _settings;
    private ServerProcess _process;

    private RedisServer(TemporaryFolder folder, string[] settings, int port, ServerProcess process) =>
        (_folder, _settings, Port, _process) = (folder, settings, port, process);

    public int Port { get; }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <param name="settings">As on the command line: <c>--name</c>, <c>value</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        for (var attempt = 1; ; attempt++)
        {
            var folder = new TemporaryFolder();
            var port = FreePort.Next();
            var process = Launch(folder, port, settings);
            try
            {
                await UntilReadyAsync(port, process);
                return new RedisServer(folder, settings, port, process);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Somebody else took the port in the meantime.
                process.Dispose();
                folder.Dispose();
            }
        }
    }

    /// <summary>Starts a server where a client looks for one already.</summary>
    public static async Task<RedisServer> StartAtAsync(int port)
    {
        var folder = new TemporaryFolder();
        var process = Launch(folder, port, []);
        await UntilReadyAsync(port, process);
        return new RedisServer(folder, [], port, process);
    }

    public Task<string> SendAsync(params string[] words) => RedisCommands.SendAsync(Port, words);

    public void Kill() => _process.Kill();

    public Task PauseAsync() => _process.PauseAsync();

    public Task ResumeAsync() => _process.ResumeAsync();

    /// <summary>Starts the server again where it was, empty.</summary>
    public async Task RestartAsync()
    {
        _process.Dispose();
        _process = Launch(_folder, Port, _settings);
        await UntilReadyAsync(Port, _process);
    }

    public ValueTask DisposeAsync()
    {
        _process.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ServerProcess Launch(TemporaryFolder folder, int port, string[] settings) => ServerProcess.Start(
        ServerPrograms.RedisServer!,
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.Path,
            "--save", "", "--appendonly", "no", "--daemonize", "no", .. settings,
        ]);

    private static async Task UntilReadyAsync(int port, ServerProcess process)
    {
        try
        {
            await RedisCommands.UntilAsync(
                port, static answer => answer.StartsWith('+') || answer.StartsWith("-NOAUTH", StringComparison.Ordinal), () => process.HasExited, "PING");
        }
        catch (IOException) when (process.HasExited)
        {
            throw new IOException($"redis-server did not start: {await process.OutputAsync()}");
        }
    }
}
